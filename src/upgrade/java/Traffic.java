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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls as a marketplace makes them, each to the next of the replicas in turn: orders are placed, paid and cancelled, or
 * imported and scanned; orders, events and audit are read. A call that is not answered as it should be counts as failed.
 */
final class Traffic {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    private static final String PAYMENT = """
            "id":"pay-1","method":"card","amount":"29.90","provider":"sandbox","providerReference":"ch-%s\"""";

    private static final String SHIPMENT = """
            "shipments":[{"carrier":"dhl","trackingNumber":"%s","declaredAt":"%s","events":[]}]""";

    private static final String SCAN = """
            [{"id":"scan","carrier":"dhl","trackingNumber":"%s","status":"ACCEPTED","occurredAt":"%s"}]""";

    /** So many failures are told, the others only counted. */
    private static final int TOLD = 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final List<String> replicas;
    private final String service;
    private final List<String> buyers;

    private Traffic(Path folder, List<String> ports) throws IOException {
        replicas = ports.stream().map(port -> "http://127.0.0.1:" + port).toList();
        service = Files.readString(folder.resolve(Tokens.SERVICE));
        buyers = Files.readAllLines(folder.resolve(Tokens.BUYERS));
    }

    /** Folder of tokens, clients, seconds, number of the phase, ports; prints the calls and how many failed. */
    public static void main(String... args) throws Exception {
        Traffic traffic = new Traffic(Path.of(args[0]), List.of(args).subList(4, args.length));
        int clients = Integer.parseInt(args[1]);
        Instant end = Instant.now().plusSeconds(Long.parseLong(args[2]));
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int one = i;
                work.add(threads.submit(() -> traffic.trade(Integer.parseInt(args[3]), one, end)));
            }
            for (Future<?> one : work) {
                one.get();
            }
        }
        System.out.println(traffic.calls + " " + traffic.failed);
    }

    private void trade(int phase, int one, Instant end) {
        for (int number = 0; Instant.now().isBefore(end); number++) {
            int buyer = (one + 10 * number) % buyers.size();
            String order = "up-" + phase + "-" + one + "-" + number;
            if (number % 2 == 0) {
                buyAndAskBack(order, buyer);
            } else {
                bringAndScan(order, buyer, "JD" + (1_000_000_000L * phase + 10_000_000L * one + number));
            }
            get("/v1/orders/" + order, service);
            get("/v1/audit?subject=" + order, service);
            get("/v1/events?after=" + number + "&limit=20", service);
            get("/v1/orders?buyerId=" + buyer + "&limit=5", service);
        }
    }

    private void buyAndAskBack(String order, int buyer) {
        String path = "/v1/orders/" + order;
        post("/v1/orders", service, order, 201, "{" + goods(order, buyer, "") + "}");
        post(path + "/payments", service, "pay-" + order, 201, "{" + PAYMENT.formatted(order) + ",\"state\":\"CAPTURED\"}");
        get(path + "/cancellation-eligibility", buyers.get(buyer));
        post(path + "/cancellations", buyers.get(buyer), "c-" + order, 201, Calls.CANCELLATION);
        get(path + "/financials", buyers.get(buyer));
    }

    /** Imported as paid and declared, then accepted by the carrier. */
    private void bringAndScan(String order, int buyer, String number) {
        Instant placed = Instant.now().minus(Duration.ofDays(2));
        String line = "{\"order\":{" + goods(order, buyer, ",\"placedAt\":\"" + placed + '"') + "},\"payments\":[{"
                + PAYMENT.formatted(order) + ",\"capturedAt\":\"" + placed.plusSeconds(60) + "\"}],"
                + SHIPMENT.formatted(number, placed.plusSeconds(3_600)) + "}\n";
        call(
                "/v1/orders/import",
                200,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(line)),
                service,
                "CREATED");
        post("/v1/carrier-events", service, "e-" + order, 200, SCAN.formatted(number, placed.plusSeconds(7_200)));
    }

    private void get(String path, String token) {
        call(path, 200, HttpRequest.newBuilder().GET(), token, "");
    }

    private void post(String path, String token, String key, int expected, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
        call(path, expected, request, token, "");
    }

    private void call(String path, int expected, HttpRequest.Builder request, String token, String says) {
        int number = calls.incrementAndGet();
        String replica = replicas.get(number % replicas.size());
        try {
            var answer = client.send(
                    request.uri(URI.create(replica + path))
                            .header("Authorization", "Bearer " + token)
                            .timeout(ANSWERED_WITHIN)
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != expected || !answer.body().contains(says)) {
                fail(replica + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            fail(replica + path + " was not answered: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void fail(String what) {
        if (failed.incrementAndGet() <= TOLD) {
            System.err.println(what);
        }
    }

    private static String goods(String id, int buyer, String more) {
        return """
                "id":"%s","market":"aliexpress","buyerId":"%d","sellerId":"seller-1","currency":"EUR",\
                "lines":[{"sku":"MUG-BLUE","title":"Blue mug","quantity":2,"unitPrice":"12.50"}],\
                "shippingFee":"4.90","shipFrom":{"country":"CN"},\
                "shipTo":{"country":"DE","postalCode":"10115","city":"Berlin"}%s"""
                .formatted(id, buyer, more);
    }
}
