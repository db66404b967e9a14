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

/** The single calls around the load, as any client makes them. */
final class Calls {

    /** What the load asks for, too. */
    static final String CANCELLATION = "{\"reason\":\"NOT_NEEDED\"}";

    private static final int LOOK_EVERY_MILLIS = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final Path folder;

    Calls(String port, Path folder) {
        this.base = "http://127.0.0.1:" + port;
        this.folder = folder;
    }

    /** Waits until the service says that it is ready. */
    static void awaitReady(String managementPort, Duration atMost) throws InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready");
        Instant until = Instant.now().plus(atMost);
        HttpClient client = HttpClient.newHttpClient();
        while (Instant.now().isBefore(until)) {
            try {
                if (client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IllegalStateException("The service was not ready within " + atMost);
    }

    /** Two articles of one line each, not paid. */
    void place(String order, String buyer) throws IOException, InterruptedException {
        post("/v1/orders", Files.readString(folder.resolve(Tokens.SERVICE)), "place-" + order, """
                {"id":"%s","market":"aliexpress","buyerId":"%s","sellerId":"seller-1","currency":"EUR",
                 "lines":[{"sku":"MUG-BLUE","title":"Blue mug","quantity":2,"unitPrice":"12.50"},
                          {"sku":"SPOON","title":"Spoon","quantity":1,"unitPrice":"3.10"}],
                 "shippingFee":"4.90","shipFrom":{"country":"CN"},
                 "shipTo":{"country":"DE","postalCode":"10115","city":"Berlin"}}""".formatted(
                        order, buyer));
    }

    /** Placed, and paid by card. */
    void placeAndPay(String order, String buyer) throws IOException, InterruptedException {
        place(order, buyer);
        post(
                "/v1/orders/" + order + "/payments",
                Files.readString(folder.resolve(Tokens.SERVICE)),
                "pay-" + order,
                """
                {"id":"pay-1","method":"card","amount":"33.00","state":"CAPTURED",
                 "provider":"sandbox","providerReference":"ch-%s"}""".formatted(order));
    }

    /** One request by the buyer whose id is given. */
    void cancel(String order, String buyer) throws IOException, InterruptedException {
        String token = Files.readAllLines(folder.resolve(Tokens.BUYERS)).get(Integer.parseInt(buyer));
        post("/v1/orders/" + order + "/cancellations", token, order, CANCELLATION);
    }

    private void post(String path, String token, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
        }
    }
}
