package dev.countermand.prod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.api.Tokens;
import dev.countermand.demo.SigningKeys;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Callers of a service that may be away at any moment. */
public final class Client {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration TOKEN_VALID_FOR = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who calls. */
    public record Who(String subject, String role) {}

    /**
     * A POST that may be sent again.
     *
     * @param body JSON; empty where the call has none
     * @param headers besides those that every call has
     */
    public record Call(Who who, String path, String key, String body, Map<String, String> headers) {

        public Call {
            headers = Map.copyOf(headers);
        }

        public Call(Who who, String path, String key, String body) {
            this(who, path, key, body, Map.of());
        }
    }

    /**
     * What came back.
     *
     * @param version the order's version after the call, where the answer says it
     */
    public record Answer(int status, @Nullable Long version, boolean replayed, String text) {

        public JsonNode json() {
            return parse(text);
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Who, String> tokens = new ConcurrentHashMap<>();
    private final PrivateKey key;
    private volatile String baseUrl = "";

    public Client(SigningKeys keys) throws GeneralSecurityException {
        this.key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(keys.privateKey())));
    }

    /** Where the service is now. */
    public void moveTo(String url) {
        baseUrl = url;
    }

    public Answer post(Call call) throws IOException {
        BodyPublisher body = call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body());
        return send(keyed(call).POST(body).build());
    }

    private HttpRequest.Builder keyed(Call call) {
        HttpRequest.Builder request = request(call.who(), call.path()).header("Idempotency-Key", call.key());
        call.headers().forEach(request::header);
        return request;
    }

    /** An import. */
    Answer postLines(Who who, String path, String lines) throws IOException {
        return send(request(who, path)
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build());
    }

    /** A form, put together by the caller. */
    public Answer postForm(Who who, String path, String boundary, String form) throws IOException {
        return send(request(who, path)
                .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    /** A form that may be sent again: the call's body. */
    Answer postForm(Call call, String boundary) throws IOException {
        return send(keyed(call)
                .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(call.body()))
                .build());
    }

    public JsonNode get(Who who, String path) throws IOException {
        Answer answer = send(request(who, path).build());
        if (answer.status() != 200) {
            throw new AssertionError(path + " answered " + answer);
        }
        return answer.json();
    }

    private HttpRequest.Builder request(Who who, String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer(who));
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            Long version = response.headers()
                    .firstValue("ETag")
                    .map(tag -> tag.replace("\"", ""))
                    // Only orders count their versions; others have a fingerprint.
                    .filter(tag -> tag.matches("[0-9]{1,18}"))
                    .map(Long::valueOf)
                    .orElse(null);
            boolean replayed =
                    response.headers().firstValue("Idempotency-Replayed").isPresent();
            return new Answer(response.statusCode(), version, replayed, response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A token of this caller that is good for an hour. */
    public String bearer(Who who) {
        return tokens.computeIfAbsent(who, this::token);
    }

    /** A token that says just this, who signed it, and until when it is good. */
    public String signed(Map<String, Object> claims) {
        return Jwt.claims(claims)
                .issuer("https://countermand.dev/test")
                .expiresIn(TOKEN_VALID_FOR)
                .sign(key);
    }

    private String token(Who who) {
        return Jwt.issuer("https://countermand.dev/test")
                .audience(Tokens.AUDIENCE)
                .subject(who.subject())
                .upn(who.subject())
                .groups(Set.of(who.role()))
                .expiresIn(TOKEN_VALID_FOR)
                .sign(key);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
