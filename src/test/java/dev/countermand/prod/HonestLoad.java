package dev.countermand.prod;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.prod.Client.Answer;
import dev.countermand.prod.Client.Call;
import dev.countermand.prod.Client.Who;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Buyers who look at their orders, ask to cancel and think better of it, each on a connection of their own, all the time. */
final class HonestLoad implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int SHORTEST_PAUSE_MILLIS = 200;
    private static final int LONGEST_PAUSE_MILLIS = 1_000;
    private static final int MOST_FAILURES = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What they saw in one phase, in microseconds. */
    record Seen(String phase, int calls, long median, long p99, long slowest) {

        @Override
        public String toString() {
            return "%s: %d calls, median %.1f ms, p99 %.1f ms, slowest %.1f ms"
                    .formatted(phase, calls, median / 1_000.0, p99 / 1_000.0, slowest / 1_000.0);
        }
    }

    private final Client client;
    private final String baseUrl;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Thread> buyers = new ArrayList<>();
    private final List<String> phases = new ArrayList<>();
    private final Map<String, Queue<Long>> micros = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile String phase = "";
    private volatile boolean ended;

    private HonestLoad(Client client, String baseUrl) {
        this.client = client;
        this.baseUrl = baseUrl;
    }

    /** Gives each an order, and lets them begin. */
    static HonestLoad start(Client client, String baseUrl, int connections) throws IOException {
        HonestLoad load = new HonestLoad(client, baseUrl);
        for (int i = 0; i < connections; i++) {
            load.placeAndPay(i);
        }
        load.phase("beginning");
        for (int i = 0; i < connections; i++) {
            int number = i;
            load.buyers.add(Thread.ofVirtual().start(() -> load.goOn(number)));
        }
        return load;
    }

    /** What they see from now on belongs to this phase. */
    void phase(String name) {
        phases.add(name);
        micros.put(name, new ConcurrentLinkedQueue<>());
        phase = name;
    }

    /** What went wrong for them, in words. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    Map<String, Seen> seen() {
        Map<String, Seen> seen = new LinkedHashMap<>();
        for (String name : phases) {
            List<Long> sorted = micros.getOrDefault(name, new ConcurrentLinkedQueue<>()).stream()
                    .sorted()
                    .toList();
            if (!sorted.isEmpty()) {
                int last = sorted.size() - 1;
                seen.put(
                        name,
                        new Seen(
                                name,
                                sorted.size(),
                                sorted.get(last / 2),
                                sorted.get(last * 99 / 100),
                                sorted.get(last)));
            }
        }
        return seen;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread buyer : buyers) {
            buyer.join();
        }
        http.close();
    }

    private static String order(int number) {
        return "honest-" + number;
    }

    private void placeAndPay(int number) throws IOException {
        acknowledged(client.post(new Call(Story.SHOP, "/v1/orders", "place-" + number, """
            {"id":"%s","market":"aliexpress","buyerId":"%s","sellerId":"seller-%d","currency":"EUR","lines":[{"sku":"MUG",\
            "quantity":2,"unitPrice":"12.50"}],"shippingFee":"4.90","shipTo":{"country":"DE","postalCode":"10115"}}\
            """.formatted(
                        order(number), buyer(number).subject(), number % 5))));
        acknowledged(client.post(new Call(
                Story.SHOP, "/v1/orders/" + order(number) + "/payments", "pay-" + number, """
                    {"id":"p","method":"card","amount":"29.90","state":"CAPTURED","provider":"sandbox","providerReference":"h-%d"}\
                    """.formatted(number))));
    }

    private static void acknowledged(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError("No order for the honest: " + answer);
        }
    }

    private static Who buyer(int number) {
        return new Who("honest-buyer-" + number, "buyer");
    }

    private void goOn(int number) {
        Random random = new Random(number);
        String order = "/v1/orders/" + order(number);
        while (!ended && failures.size() < MOST_FAILURES) {
            call(number, random, "GET", order, "");
            call(number, random, "GET", "/v1/orders?limit=10", "");
            call(number, random, "GET", order + "/cancellation-eligibility", "");
            String asked = call(number, random, "POST", order + "/cancellations", "{\"reason\":\"NOT_NEEDED\"}");
            if (!asked.isEmpty()) {
                call(number, random, "POST", "/v1/cancellations/" + id(asked) + "/withdrawal", "");
            }
        }
    }

    private static String id(String body) {
        try {
            return JSON.readTree(body).path("id").asText();
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    /** The body of the answer, or nothing. */
    private String call(int number, Random random, String method, String path, String body) {
        if (ended) {
            return "";
        }
        String during = phase;
        try {
            Thread.sleep(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
            HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + client.bearer(buyer(number)))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            micros.getOrDefault(during, new ConcurrentLinkedQueue<>()).add((System.nanoTime() - start) / 1_000);
            if (answer.statusCode() < 300) {
                return answer.body();
            }
            failures.add(
                    "%s: %s %s was answered %d %s".formatted(during, method, path, answer.statusCode(), answer.body()));
        } catch (IOException e) {
            failures.add("%s: %s %s: %s".formatted(during, method, path, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
        return "";
    }
}
