package dev.countermand.liveness;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A POST of somebody.
 *
 * @param headers beside who calls and what they send
 */
record Call(Caller caller, String path, String contentType, String body, Map<String, String> headers) {

    Call {
        headers = Map.copyOf(headers);
    }

    /** Who calls. */
    record Caller(String subject, String role) {}

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String BOUNDARY = "7d8f3b2a";

    static Call post(Caller caller, String path) {
        return new Call(caller, path, JSON, "", Map.of());
    }

    static Call post(Caller caller, String path, Map<String, Object> body) {
        return new Call(caller, path, JSON, new JsonObject(body).encode(), Map.of());
    }

    static Call post(Caller caller, String path, List<Map<String, Object>> body) {
        return new Call(caller, path, JSON, new JsonArray(body).encode(), Map.of());
    }

    /** A document as a form sends it; nothing else in it but text. */
    static Call upload(Caller caller, String path, String content) {
        String form = """
            --%s\r
            Content-Disposition: form-data; name="file"; filename="receipt.pdf"\r
            Content-Type: application/pdf\r
            \r
            %s\r
            --%s--\r
            """.formatted(BOUNDARY, content, BOUNDARY);
        return new Call(caller, path, "multipart/form-data; boundary=" + BOUNDARY, form, Map.of());
    }

    /** Lines of JSON, as an import takes them. */
    static Call lines(Caller caller, String path, Map<String, Object> line) {
        return new Call(caller, path, LINES, new JsonObject(line).encode(), Map.of("Accept", LINES));
    }

    /** What somebody tells by themselves and signs so. */
    static Call signed(Caller caller, String path, JsonObject body, String header, UnaryOperator<String> signature) {
        String text = body.encode();
        return new Call(caller, path, JSON, text, Map.of(header, signature.apply(text)));
    }

    /** With the token of a claimed case. */
    Call holding(String token) {
        return new Call(caller, path, contentType, body, Map.of("Case-Token", token));
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** As a person reads it. */
    @Override
    public String toString() {
        String sent = contentType.startsWith("multipart") ? "a document" : body;
        return caller.role() + " " + path.replaceFirst("^/v1", "") + (sent.isEmpty() ? "" : " " + sent);
    }
}
