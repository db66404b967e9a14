package dev.countermand.liveness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countermand.PlainSql;
import dev.countermand.liveness.Call.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** The running service as its contract shows it, for many callers at once. */
final class Service {

    /** Reads everything. */
    static final Caller MODERATOR = new Caller("mod-1", "moderator");

    static final Caller SHOP = new Caller("shop", "service");

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");
    private static final int PAGE = 200;
    private static final int SERVER_FAULT = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back; the body is missing when there was none. */
    record Answer(int status, JsonNode body) {

        boolean done() {
            return status >= 200 && status < 300;
        }

        /** As a person reads it. */
        @Override
        public String toString() {
            return done()
                    ? String.valueOf(status)
                    : status + " " + body.path("code").asText() + ": " + words();
        }

        private String words() {
            return body.path("detail").asText() + (body.has("errors") ? " " + body.path("errors") : "");
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Caller, String> tokens = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final URI server;
    private final Ledgers ledgers;
    private volatile Instant now;

    Service(URI server, DataSource source) {
        this.server = server;
        this.ledgers = new Ledgers(new PlainSql(source));
        this.now = Instant.parse(send(HttpRequest.newBuilder(at("/v1/dev/clock")))
                .body()
                .path("now")
                .asText());
    }

    /** What no call shows: the accounts of an order. */
    Ledgers ledgers() {
        return ledgers;
    }

    /** The service's time when the clock was moved last. */
    Instant now() {
        return now;
    }

    /** Moves the clock; what has become due by then has happened when this returns. */
    void advance(Duration by) {
        Answer moved = send(HttpRequest.newBuilder(at("/v1/dev/clock"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"advance\":\"" + by + "\"}")));
        now = Instant.parse(moved.body().path("now").asText());
    }

    /** Moves the clock to the next Monday, at noon UTC. */
    void advanceToMonday() {
        OffsetDateTime monday = now.atOffset(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .with(LocalTime.NOON);
        advance(Duration.between(now, monday));
    }

    /** Looks for suspicion in all that is under way, and waits until that is done. */
    void sweep() {
        String id = send(Call.post(MODERATOR, "/v1/sweeps", Map.of()))
                .body()
                .path("id")
                .asText();
        while (UNDER_WAY.contains(
                get(MODERATOR, "/v1/sweeps/" + id).body().path("status").asText())) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    Answer get(Caller caller, String path) {
        return send(HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token(caller)));
    }

    /** All items of a list, page by page. */
    List<JsonNode> all(Caller caller, String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(caller, path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE + cursor)
                    .body();
            page.path("items").forEach(items::add);
            cursor = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!cursor.isEmpty());
        return items;
    }

    Answer send(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(call.path()))
                .header("Authorization", "Bearer " + token(call.caller()))
                .header("Content-Type", call.contentType())
                .POST(call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.bytes()));
        call.headers().forEach(request::header);
        Answer answer = send(request);
        if (answer.status() >= SERVER_FAULT) {
            faults.add(call + " -> " + answer);
        }
        return answer;
    }

    /** What was answered with 5xx so far. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Who they are, for as long as the test runs. */
    String token(Caller caller) {
        return tokens.computeIfAbsent(
                caller,
                who -> send(HttpRequest.newBuilder(
                                at("/v1/dev/token?subject=" + who.subject() + "&role=" + who.role())))
                        .body()
                        .path("token")
                        .asText());
    }

    private URI at(String path) {
        return server.resolve(path);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            ObjectNode text = JSON.createObjectNode();
            return text.put("detail", body);
        }
    }
}
