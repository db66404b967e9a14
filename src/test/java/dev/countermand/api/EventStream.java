package dev.countermand.api;

import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Reads server-sent events as a browser does, on a connection of its own, until it is closed. */
final class EventStream implements AutoCloseable {

    /** One event, as it came. */
    record Sent(long id, String name, JsonObject data) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    private EventStream(HttpResponse.BodyHandler<InputStream> whole, HttpRequest request)
            throws IOException, InterruptedException {
        response = client.send(request, whole);
        Thread reader = new Thread(this::read, "reader of " + request.uri());
        reader.setDaemon(true);
        reader.start();
    }

    /** @param lastId behind which to go on; null for a first time */
    static EventStream open(String subject, String role, String query, Long lastId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/cases/stream" + query))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + Http.token(subject, role));
        if (lastId != null) {
            request.header("Last-Event-ID", lastId.toString());
        }
        return new EventStream(HttpResponse.BodyHandlers.ofInputStream(), request.build());
    }

    int status() {
        return response.statusCode();
    }

    String type() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** All that has come so far. */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Those of this case. */
    List<Sent> of(String caseId) {
        return sent.stream()
                .filter(one -> caseId.equals(one.data().getString("caseId")))
                .toList();
    }

    /** Waits until one like that has come. */
    void until(Predicate<Sent> one) {
        Market.eventually(() -> {
            if (sent.stream().noneMatch(one)) {
                throw new AssertionError("has not come; so far: " + sent);
            }
        });
    }

    long lastId() {
        return sent.getLast().id();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            long id = -1;
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        sent.add(new Sent(id, name, new JsonObject(data.toString())));
                    }
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    id = Long.parseLong(line.substring(3).strip());
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                }
            }
        } catch (IOException closed) {
            // Whoever closes it has seen enough.
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
