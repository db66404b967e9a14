import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Buyers who ask for the cancellation of an order, and the seller who approves it: what makes a refund. */
final class Refunding {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final List<String> buyers;
    private final String seller;

    Refunding(String port, Path folder) throws IOException {
        this.base = "http://127.0.0.1:" + port;
        this.buyers = Files.readAllLines(folder.resolve(Tokens.BUYERS));
        this.seller = Files.readString(folder.resolve(Tokens.SELLER));
    }

    /** One order, by the buyer whose number is given. */
    void refund(String order, int buyer) throws IOException, InterruptedException {
        String answer = post(
                "/v1/orders/" + order + "/cancellations", buyers.get(buyer), "cancel-" + order, Calls.CANCELLATION, 201);
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
            throw new IllegalStateException("A cancellation without an id: " + answer);
        }
        post("/v1/cancellations/" + id.group(1) + "/approval", seller, "approve-" + order, "", 200);
    }

    /** For so long, on orders from {@code first} on, at most {@code most}; gives how many were approved. */
    long run(int connections, Duration length, long first, long most) throws Exception {
        AtomicLong next = new AtomicLong(first);
        AtomicLong done = new AtomicLong();
        long end = System.nanoTime() + length.toNanos();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        long order = next.getAndIncrement();
                        if (order >= first + most) {
                            throw new IllegalStateException("There are not enough orders: set ORDERS_PER_SECOND higher");
                        }
                        refund(Long.toString(order), (int) (order % buyers.size()));
                        done.incrementAndGet();
                    }
                    return null;
                }));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
        return done.get();
    }

    private String post(String path, String token, String key, String body, int expected)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response =
                client.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
