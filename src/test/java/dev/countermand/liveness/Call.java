package dev.countermand.liveness;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A POST of somebody.
 *
 * @param caseToken of a claimed case, or empty
 */
record Call(Caller caller, String path, String contentType, String body, String caseToken) {

    /** Who calls. */
    record Caller(String subject, String role) {}

    private static final String JSON = "application/json";
    private static final String BOUNDARY = "7d8f3b2a";

    static Call post(Caller caller, String path) {
        return new Call(caller, path, JSON, "", "");
    }

    static Call post(Caller caller, String path, Map<String, Object> body) {
        return new Call(caller, path, JSON, new JsonObject(body).encode(), "");
    }

    static Call post(Caller caller, String path, List<Map<String, Object>> body) {
        return new Call(caller, path, JSON, new JsonArray(body).encode(), "");
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
        return new Call(caller, path, "multipart/form-data; boundary=" + BOUNDARY, form, "");
    }

    Call holding(String token) {
        return new Call(caller, path, contentType, body, token);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** As a person reads it. */
    @Override
    public String toString() {
        String sent = contentType.equals(JSON) ? body : "a document";
        return caller.role() + " " + path.replaceFirst("^/v1", "") + (sent.isEmpty() ? "" : " " + sent);
    }
}
