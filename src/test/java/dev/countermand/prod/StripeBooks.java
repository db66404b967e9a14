package dev.countermand.prod;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
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
 * Refunds as Stripe keeps and counts them, over real HTTP; it lives on while the service is killed. What it lists of a time is
 * what the tests have laid at {@code /laid/refunds} and {@code /laid/charges}.
 */
public final class StripeBooks implements AutoCloseable {

    /** How far a call is. */
    public enum Moment {
        /** It is here, and nothing is done. */
        ASKED,
        /** The money is sent, and nobody knows yet. */
        MADE,
        /** The caller has the answer, and has written nothing. */
        ANSWERED,
        /** Somebody has asked what became of a refund. */
        LOOKED_UP
    }

    /** One refund that was made. */
    public record Made(String id, String payment, String ours, long amount) {

        private String json() {
            return """
                {"id":"%s","object":"refund","amount":%s,"charge":null,"created":1772445000,"currency":"eur",\
                "metadata":{"refund":"%s"},"payment_intent":"%s","status":"succeeded"}\
                """.formatted(id, amount, ours, payment);
        }
    }

    private static final String LAID = "/laid/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Made> byKey = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, String> laid = new ConcurrentHashMap<>();
    private final Duration slowness;
    private volatile Predicate<Moment> watching = moment -> false;

    StripeBooks() throws IOException {
        this(Duration.ZERO);
    }

    /** @param slowness how long after a refund is made every second answer comes */
    public StripeBooks(Duration slowness) throws IOException {
        this.slowness = slowness;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/refunds", this::handle);
        server.createContext("/v1/charges", this::handle);
        server.createContext(LAID, this::lay);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
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
        boolean post = exchange.getRequestMethod().equals("POST");
        try (exchange) {
            String answer = post ? make(exchange) : look(exchange);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        tell(post ? Moment.ANSWERED : Moment.LOOKED_UP);
    }

    /** The same key gets the same answer, and is made once. */
    private String make(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        calls.merge(key, 1, Integer::sum);
        if (watching.test(Moment.ASKED)) {
            throw new IOException("the caller is gone before anything was done");
        }
        Made refund;
        synchronized (byKey) {
            refund = byKey.computeIfAbsent(
                    key,
                    ignored -> new Made(
                            "re_" + (byKey.size() + 1),
                            form.getOrDefault("payment_intent", ""),
                            form.getOrDefault("metadata[refund]", ""),
                            Long.parseLong(form.getOrDefault("amount", "0"))));
        }
        tell(Moment.MADE);
        if (Integer.parseInt(refund.id().substring("re_".length())) % 2 == 0) {
            pause(slowness);
        }
        return refund.json();
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever is gone by then changes nothing of what is done. */
    private void tell(Moment moment) {
        var _ = watching.test(moment);
    }

    /** Items of a list, as Stripe writes them, with commas in between. */
    private void lay(HttpExchange exchange) throws IOException {
        try (exchange) {
            String items = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            laid.put(exchange.getRequestURI().getPath().substring(LAID.length()), items);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private String look(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null && fields(query).containsKey("created[gte]")) {
            return list(laid.getOrDefault(path.substring("/v1/".length()), ""));
        }
        List<Made> all = made();
        if (path.startsWith("/v1/refunds/")) {
            String id = path.substring("/v1/refunds/".length());
            return all.stream()
                    .filter(refund -> refund.id().equals(id))
                    .map(Made::json)
                    .findFirst()
                    .orElse("{}");
        }
        String payment = query == null ? "" : fields(query).getOrDefault("payment_intent", "");
        return list(all.stream()
                .filter(refund -> refund.payment().equals(payment))
                .map(Made::json)
                .collect(Collectors.joining(",")));
    }

    private static String list(String items) {
        return "{\"object\":\"list\",\"has_more\":false,\"data\":[" + items + "]}";
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : List.of(text.split("&"))) {
            int at = field.indexOf('=');
            if (at > 0) {
                fields.put(decoded(field.substring(0, at)), decoded(field.substring(at + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
