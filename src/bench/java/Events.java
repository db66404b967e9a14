import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Batches of carrier events: the next step of one parcel after the other, as a day's feed of a carrier has them. */
final class Events {

    private static final List<String> WAY =
            List.of("LABEL_CREATED", "ACCEPTED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");
    private static final Pattern STORED = Pattern.compile("\"STORED\"");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    Events(String port, Path folder) throws IOException {
        this.address = URI.create("http://127.0.0.1:" + port + "/v1/carrier-events");
        this.token = Files.readString(folder.resolve(Tokens.SERVICE));
    }

    /**
     * Sends all events of so many parcels; returns how many were stored in a second.
     *
     * @param base the moment of the first event; a parcel has one a day, and each parcel its a millisecond
     *     after the one before
     * @throws IllegalStateException when one was not stored
     */
    String send(int posters, int batch, int first, int numbers, Instant base) throws Exception {
        int events = numbers * WAY.size();
        int batches = (events + batch - 1) / batch;
        return send(posters, batches, events, no ->
                body(no * batch, Math.min(events, (no + 1) * batch), first, numbers, base));
    }

    /** Sends the batches of a file, one a line, which have so many events in all; otherwise the same. */
    String send(int posters, Path file, int events) throws Exception {
        List<String> bodies = Files.readAllLines(file);
        return send(posters, bodies.size(), events, bodies::get);
    }

    private String send(int posters, int batches, int events, IntFunction<String> bodies) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        long stored = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(posters)) {
            List<Callable<Long>> work = new ArrayList<>();
            for (int i = 0; i < posters; i++) {
                work.add(() -> poster(next, batches, bodies));
            }
            for (Future<Long> one : threads.invokeAll(work)) {
                stored += one.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (stored != events) {
            throw new IllegalStateException("Of " + events + " events " + stored + " were stored");
        }
        return String.format(Locale.ROOT, "%.0f", events / seconds);
    }

    private long poster(AtomicInteger next, int batches, IntFunction<String> bodies)
            throws IOException, InterruptedException {
        long stored = 0;
        for (int no = next.getAndIncrement(); no < batches; no = next.getAndIncrement()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(bodies.apply(no)))
                    .build();
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("A batch was answered " + response.statusCode() + ": " + response.body());
            }
            stored += STORED.matcher(response.body()).results().count();
        }
        return stored;
    }

    private static String body(int from, int to, int first, int numbers, Instant base) {
        StringBuilder body = new StringBuilder("[");
        for (int event = from; event < to; event++) {
            int step = event / numbers;
            String parcel = Integer.toString(first + event % numbers);
            body.append(event == from ? "" : ",")
                    .append("{\"id\":\"ev-").append(step)
                    .append("\",\"carrier\":\"ups\",\"trackingNumber\":\"1Z")
                    .append("0".repeat(16 - parcel.length())).append(parcel)
                    .append("\",\"status\":\"").append(WAY.get(step))
                    .append("\",\"occurredAt\":\"").append(base.plus(Duration.ofDays(step)).plusMillis(event))
                    .append("\",\"location\":{\"country\":\"DE\",\"postalCode\":\"10115\",\"city\":\"Berlin\"},")
                    .append("\"description\":\"Processed at the sorting centre\"}");
        }
        return body.append(']').toString();
    }
}
