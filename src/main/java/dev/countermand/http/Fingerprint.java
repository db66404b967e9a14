package dev.countermand.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two parsed bodies say the same, however they were written. */
@ApplicationScoped
public class Fingerprint {

    private final ObjectMapper json;

    public Fingerprint(ObjectMapper json) {
        this.json = json;
    }

    /** SHA-256 over the body as this service would write it, in hex. */
    public String of(Object body) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text(body).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
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
