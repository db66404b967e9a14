package dev.countermand.prod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countermand.prod.StripeBooks.Moment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Refunds as Adyen takes and counts them, over real HTTP: it acknowledges them, and can be asked nothing. It lives on while
 * the service is killed. What it has made is to be seen at {@code /made/{payment}}, by the tests alone.
 */
public final class AdyenBooks implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MADE = "/made/";

    /**
     * One refund that was made.
     *
     * @param id Adyen's name for it
     * @param ours under which we handed it over
     */
    public record Made(String id, String payment, String ours, long amount) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Made> byKey = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Duration slowness;
    private volatile Predicate<Moment> watching = moment -> false;

    /** @param slowness how long after a refund is made every second answer comes */
    public AdyenBooks(Duration slowness) throws IOException {
        this.slowness = slowness;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Where the Checkout API is, with its version. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v71";
    }

    /** Is told of each moment of each call, before what comes next; says whether the caller is gone. */
    void watch(Predicate<Moment> watcher) {
        watching = watcher;
    }

    /** All refunds, in the order in which they were made. */
    List<Made> made() {
        synchronized (byKey) {
            return List.copyOf(byKey.values());
        }
    }

    /** How many refunds were asked for more than once. */
    long askedAgain() {
        return calls.values().stream().filter(times -> times > 1).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(MADE)) {
            String payment = path.substring(MADE.length());
            answer(
                    exchange,
                    200,
                    made().stream()
                            .filter(refund -> refund.payment().equals(payment))
                            .map(refund -> "\"" + refund.id() + "\"")
                            .collect(Collectors.joining(",", "[", "]")));
            return;
        }
        answer(exchange, 201, make(exchange, path));
        var _ = watching.test(Moment.ANSWERED);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The same key gets the same answer, and is made once. */
    private String make(HttpExchange exchange, String path) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        calls.merge(key, 1, Integer::sum);
        if (watching.test(Moment.ASKED)) {
            throw new IOException("the caller is gone before anything was done");
        }
        String payment = path.replaceAll("^.*/payments/([^/]+)/refunds$", "$1");
        Made refund;
        synchronized (byKey) {
            refund = byKey.computeIfAbsent(
                    key,
                    ignored -> new Made(
                            "REF" + (byKey.size() + 1),
                            payment,
                            body.path("reference").asText(),
                            body.path("amount").path("value").asLong()));
        }
        var _ = watching.test(Moment.MADE);
        if (Integer.parseInt(refund.id().substring("REF".length())) % 2 == 0) {
            StripeBooks.pause(slowness);
        }
        return """
            {"merchantAccount":"Shop","paymentPspReference":"%s","pspReference":"%s","reference":"%s","status":"received",\
            "amount":{"currency":"EUR","value":%s}}\
            """.formatted(refund.payment(), refund.id(), refund.ours(), refund.amount());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
