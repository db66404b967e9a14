package dev.countermand.evidence.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A small store that speaks S3 over HTTP, and works out every signature by itself, with nothing of the service: whoever signs
 * otherwise, or sends other bytes than they signed, gets 403.
 */
public final class FakeS3 implements AutoCloseable {

    /** Says what is kept, one path a line; for tests alone. */
    public static final String KEPT = "/kept";

    public static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
    public static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final HttpServer server;
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private volatile boolean silent;

    private FakeS3(HttpServer server) {
        this.server = server;
    }

    public static FakeS3 open() {
        try {
            FakeS3 store = new FakeS3(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            store.server.createContext("/", store::answer);
            store.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            store.server.start();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What is kept, by path. */
    public Map<String, byte[]> objects() {
        return objects;
    }

    /** From now on it takes calls and answers none. */
    void fallSilent() {
        silent = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        if (silent) {
            return;
        }
        String path = call.getRequestURI().getRawPath();
        if (path.equals(KEPT)) {
            end(call, 200, (String.join("\n", objects.keySet()) + "\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (!isSigned(call, body)) {
            end(call, 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>".getBytes(StandardCharsets.UTF_8));
            return;
        }
        switch (call.getRequestMethod()) {
            case "PUT" -> {
                objects.put(path, body);
                end(call, 200, new byte[0]);
            }
            case "GET" -> {
                byte[] there = objects.get(path);
                end(call, there == null ? 404 : 200, there == null ? new byte[0] : there);
            }
            case "DELETE" -> {
                objects.remove(path);
                end(call, 204, new byte[0]);
            }
            default -> end(call, 405, new byte[0]);
        }
    }

    private static void end(HttpExchange call, int status, byte[] body) throws IOException {
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            call.getResponseBody().write(body);
        }
        call.close();
    }

    private static boolean isSigned(HttpExchange call, byte[] body) {
        String given = call.getRequestHeaders().getFirst("Authorization");
        String time = call.getRequestHeaders().getFirst("x-amz-date");
        String hash = call.getRequestHeaders().getFirst("x-amz-content-sha256");
        if (given == null || time == null || !hex(sha256(body)).equals(hash)) {
            return false;
        }
        List<String> signed =
                List.of(given.replaceAll(".*SignedHeaders=([^,]*),.*", "$1").split(";"));
        if (!signed.containsAll(List.of("host", "x-amz-content-sha256", "x-amz-date"))) {
            return false;
        }
        String scope = time.substring(0, 8) + "/us-east-1/s3/aws4_request";
        String canonical = call.getRequestMethod() + "\n" + call.getRequestURI().getRawPath() + "\n\n"
                + signed.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT) + ":"
                                + call.getRequestHeaders().getFirst(name) + "\n")
                        .collect(Collectors.joining())
                + "\n" + String.join(";", signed) + "\n" + hash;
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(utf8(canonical)));
        byte[] key = utf8("AWS4" + SECRET_KEY);
        for (String part : Arrays.asList(scope.split("/"))) {
            key = hmac(key, part);
        }
        return given.equals("AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY + "/" + scope + ",SignedHeaders="
                + String.join(";", signed) + ",Signature=" + hex(hmac(key, toSign)));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
