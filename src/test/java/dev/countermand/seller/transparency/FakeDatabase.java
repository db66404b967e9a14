package dev.countermand.seller.transparency;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands where the DSA Transparency Database would, as its documentation and its published source have it: creates all of a
 * batch or nothing, and knows each {@code puid} once.
 */
final class FakeDatabase implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, JsonObject> statements = new ConcurrentHashMap<>();
    private final Set<String> faulty = ConcurrentHashMap.newKeySet();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile boolean losesAnswers;
    private volatile boolean away;

    FakeDatabase() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v1/statements", this::store);
        server.start();
    }

    URI address() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /** Keeps what it gets, and never says so. */
    void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    void isAway(boolean now) {
        away = now;
    }

    /** Does not take this one, whatever it says. */
    void refuses(String puid) {
        faulty.add(puid);
    }

    void takes(String puid) {
        faulty.remove(puid);
    }

    Map<String, JsonObject> statements() {
        return statements;
    }

    /** The puids of each call that reached it, in its order. */
    List<List<String>> batches() {
        return batches;
    }

    List<String> tokens() {
        return tokens;
    }

    private void store(HttpExchange exchange) throws IOException {
        try (exchange) {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (away) {
                answer(exchange, 503, new JsonObject().put("message", "Down for maintenance"));
                return;
            }
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            JsonArray batch = new JsonObject(sent).getJsonArray("statements");
            List<String> puids = new ArrayList<>();
            batch.forEach(one -> puids.add(((JsonObject) one).getString("puid")));
            batches.add(puids);
            JsonObject errors = new JsonObject();
            for (int i = 0; i < puids.size(); i++) {
                if (faulty.contains(puids.get(i))) {
                    errors.put(
                            "statement_" + i,
                            new JsonObject()
                                    .put("decision_facts", new JsonArray().add("The selected facts are invalid.")));
                }
            }
            if (puids.size() > 100 || !errors.isEmpty()) {
                answer(exchange, 422, new JsonObject().put("errors", errors));
                return;
            }
            List<String> existing =
                    puids.stream().filter(statements::containsKey).toList();
            if (!existing.isEmpty()) {
                answer(
                        exchange,
                        422,
                        new JsonObject()
                                .put("message", "The platform identifier(s) are not all unique within this call.")
                                .put("errors", new JsonObject().put("existing_puids", new JsonArray(existing))));
                return;
            }
            JsonArray created = new JsonArray();
            for (int i = 0; i < puids.size(); i++) {
                statements.put(puids.get(i), batch.getJsonObject(i));
                created.add(new JsonObject().put("puid", puids.get(i)).put("uuid", "there-" + puids.get(i)));
            }
            if (losesAnswers) {
                answer(exchange, 500, new JsonObject());
                return;
            }
            answer(exchange, 201, new JsonObject().put("statements", created));
        }
    }

    private static void answer(HttpExchange exchange, int status, JsonObject body) throws IOException {
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
