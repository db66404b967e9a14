import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A feed of carrier events at a given rate, in which some give an order away: the parcel was scanned days before the order
 * was placed (F5). The answer comes when the freeze is committed, and is timed from the moment at which the batch was due,
 * so that a service which cannot keep up does not look fast.
 */
final class Freezes {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    Freezes(String port, Path folder) throws IOException {
        this.address = URI.create("http://127.0.0.1:" + port + "/v1/carrier-events");
        this.token = Files.readString(folder.resolve(Tokens.SERVICE));
    }

    /**
     * Sends one batch after the other at its time. In each the first event is of the next order that is to be frozen, one
     * in four is of an order that is honest, and the rest are of numbers that no order names.
     *
     * @return the freezes' median and 99th percentile in milliseconds, and how many there were
     */
    String send(int eventsPerSecond, int batch, int first, int batches, Instant now) throws InterruptedException {
        long gap = 1_000_000_000L * batch / eventsPerSecond;
        long begin = System.nanoTime();
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (int number = 0; number < batches; number++) {
            long due = begin + number * gap;
            long early = due - System.nanoTime();
            if (early > 0) {
                Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
            }
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body(number, batch, first, batches, now)))
                    .build();
            answers.add(send(request).thenApply(answer -> took(answer, due)));
        }
        long[] nanos = answers.stream().mapToLong(CompletableFuture::join).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%.1f %.1f %d",
                nanos[nanos.length / 2] / 1e6,
                nanos[Math.min(nanos.length - 1, nanos.length * 99 / 100)] / 1e6,
                Arrays.stream(nanos).count());
    }

    /** A service that has just started sheds load: whoever is told so waits, and sends the same again. */
    private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString()).thenCompose(answer -> {
            if (answer.statusCode() != 503) {
                return CompletableFuture.completedFuture(answer);
            }
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            Executor later = CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS);
            return CompletableFuture.supplyAsync(() -> request, later).thenCompose(this::send);
        });
    }

    private static long took(HttpResponse<String> answer, long due) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("A batch was answered " + answer.statusCode() + ": " + answer.body());
        }
        return System.nanoTime() - due;
    }

    private static String body(int number, int batch, int first, int batches, Instant now) {
        StringBuilder body = new StringBuilder("[");
        for (int event = 0; event < batch; event++) {
            boolean frozen = event == 0;
            boolean honest = event % 4 == 1;
            // Orders to be frozen come first, then honest ones, then numbers of nobody.
            int parcel = frozen
                    ? first + number
                    : honest ? first + batches + number * batch + event : first + 1_000_000 + number * batch + event;
            String digits = Integer.toString(parcel);
            body.append(event == 0 ? "" : ",")
                    .append("{\"id\":\"ev-").append(number).append('-').append(event)
                    .append("\",\"carrier\":\"ups\",\"trackingNumber\":\"1Z")
                    .append("0".repeat(16 - digits.length())).append(digits)
                    .append("\",\"status\":\"ACCEPTED\",\"occurredAt\":\"")
                    .append(frozen ? now.minusSeconds(11 * 86_400) : now)
                    .append("\",\"location\":{\"country\":\"DE\"}}");
        }
        return body.append(']').toString();
    }
}
