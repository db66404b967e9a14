package dev.countermand.prod;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countermand.api.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** As much of an OpenID provider as the service asks for; it can be away, broken, and come back at the same address. */
final class FakeProvider implements AutoCloseable {

    private static final String REALM = "/realms/marketplace";
    private static final String KEY_ID = "key-1";
    private static final String NEXT_KEY_ID = "key-3";
    private static final int KEY_BITS = 2_048;
    private static final int BAD_GATEWAY = 502;

    private final int port;
    private final KeyPair keys;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean broken;
    private volatile String keyId = KEY_ID;
    private @Nullable HttpServer server;

    FakeProvider() throws IOException, GeneralSecurityException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        keys = generator.generateKeyPair();
    }

    String issuer() {
        return "http://127.0.0.1:" + port + REALM;
    }

    /** How often it was asked for anything. */
    int requests() {
        return requests.get();
    }

    /** Answers, as it should. */
    void come() throws IOException {
        broken = false;
        listen();
    }

    /** Signs with a new key from now on, and no longer publishes the one before. */
    void changeKey() {
        keyId = NEXT_KEY_ID;
    }

    /** Answers as the proxy before a provider that is away. */
    void comeBroken() throws IOException {
        broken = true;
        listen();
    }

    /** Nobody listens any more. */
    void leave() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    String token(Map<String, Object> claims) {
        return Tokens.signed(Map.of("alg", "RS256", "typ", "JWT", "kid", keyId), claims, keys.getPrivate());
    }

    /** Signed with a key that it has not published. */
    String tokenOfAnotherKey(Map<String, Object> claims) {
        return Tokens.signed(Map.of("alg", "RS256", "typ", "JWT", "kid", "key-2"), claims, keys.getPrivate());
    }

    @Override
    public void close() {
        leave();
    }

    private void listen() throws IOException {
        if (server == null) {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/", this::answer);
            server.start();
        }
    }

    private void answer(HttpExchange exchange) {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (broken) {
                send(exchange, BAD_GATEWAY, "<html>Bad Gateway</html>");
            } else if (path.equals(REALM + "/.well-known/openid-configuration")) {
                send(exchange, 200, discovery());
            } else if (path.equals(REALM + "/certs")) {
                send(exchange, 200, certificates());
            } else {
                send(exchange, 404, "{}");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", status == 200 ? "application/json" : "text/html");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String discovery() {
        return """
            {"issuer":"%1$s","jwks_uri":"%1$s/certs","authorization_endpoint":"%1$s/auth",
             "token_endpoint":"%1$s/token","introspection_endpoint":"%1$s/introspect",
             "userinfo_endpoint":"%1$s/userinfo"}\
            """.formatted(issuer());
    }

    private String certificates() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return """
            {"keys":[{"kid":"%s","kty":"RSA","alg":"RS256","use":"sig","n":"%s","e":"%s"}]}\
            """.formatted(keyId, unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return Tokens.base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
