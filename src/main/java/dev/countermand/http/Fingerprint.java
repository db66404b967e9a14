package dev.countermand.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.Hashing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Tells whether two parsed bodies say the same, however they were written. */
@ApplicationScoped
public class Fingerprint {

    private final ObjectMapper json;

    public Fingerprint(ObjectMapper json) {
        this.json = json;
    }

    /** SHA-256 over the body as this service would write it, in hex. */
    public Uni<String> of(Object body) {
        return Uni.createFrom().deferred(() -> Hashing.sha256(text(body).getBytes(StandardCharsets.UTF_8)));
    }

    /** The answer to a GET of what has no version of its own: its ETag tells whether it says the same as before. */
    public Uni<Response> tagged(Object body) {
        return of(body).map(hash ->
                Response.ok(body).header("ETag", "\"" + hash + "\"").build());
    }

    /** The body as this service writes it. */
    String text(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer must be writable as JSON", e);
        }
    }
}
