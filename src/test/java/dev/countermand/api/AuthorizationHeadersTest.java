package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Line 2: whatever stands in Authorization, at whatever address, the answer is 401. */
@QuarkusTest
class AuthorizationHeadersTest {

    private static final long SEED = 20261126;
    private static final int RANDOM_HEADERS = 300;
    private static final int TIMEOUT_MILLIS = 10_000;

    private static final List<String> ADDRESSES = List.of(
            "GET /v1/orders",
            "GET /v1/orders/none-of-this-name",
            "GET /v1/policies",
            "POST /v1/orders",
            "POST /v1/orders/import",
            "PUT /v1/detectors/F1",
            "DELETE /v1/detectors/F1/candidate",
            "GET /v1/dev/clock",
            "GET /v1/none-of-this-name",
            "GET /",
            "PATCH /v1/orders");

    private static final List<String> SHAPES = List.of(
            "",
            "Bearer",
            "Bearer ",
            "Bearer .",
            "Bearer ..",
            "Bearer ...",
            "Bearer a",
            "Bearer a.b",
            "Bearer a.b.c",
            "Bearer a.b.c.d.e",
            "Bearer " + "a".repeat(4_000),
            "Bearer " + ".".repeat(4_000),
            "Bearer e30.e30.e30",
            "Bearer bnVsbA.bnVsbA.bnVsbA",
            "Bearer \u00ff\u00fe.\u00e4.\u00f6",
            "Bearer null",
            "Bearer undefined",
            "Bearer Bearer a.b.c",
            "bearer ..",
            "BEARER",
            "Basic",
            "Basic ",
            "Basic YW5uYTpzZWNyZXQ=",
            "Basic \u00ff",
            "Digest username=\"anna\", realm=\"x\", nonce=\"\", uri=\"/\", response=\"\"",
            "Negotiate YII=",
            "DPoP a.b.c",
            "AWS4-HMAC-SHA256 Credential=x",
            "a.b.c",
            ",",
            ";;;");

    @Test
    void everyShapeOfGarbageIsRefusedAtEveryAddress() throws IOException {
        for (String address : ADDRESSES) {
            for (String shape : SHAPES) {
                isRefused(send(address, List.of(shape)), address + " with " + shape);
            }
        }
    }

    @Test
    void twoHeadersAreRefusedEvenWhenBothAreGood() throws IOException {
        String good = "Bearer " + Http.token("buyer-1", "buyer");
        // The second time the token is among those that are remembered.
        Http.as("buyer-1", "buyer").get("/v1/orders").then().statusCode(200);
        for (List<String> two : List.of(
                List.of(good, good), List.of(good, "Bearer .."), List.of("Basic YTpi", good), List.of("", good))) {
            isRefused(send("GET /v1/orders", two), two.toString());
        }
        isRefused(send("GET /v1/orders", List.of(good + ", " + good)), "both in one line");
    }

    @Test
    void garbageMadeOfAGoodTokenIsRefused() throws IOException {
        Random dice = new Random(SEED);
        String good = Http.token("buyer-1", "buyer");
        for (int i = 0; i < RANDOM_HEADERS; i++) {
            String header = "Bearer " + damaged(good, dice);
            isRefused(send("GET /v1/orders", List.of(header)), "seed " + SEED + ", number " + i + ": " + header);
        }
    }

    /** A webhook is let in by its signature; what stands in Authorization is not looked at. */
    @Test
    void webhooksWantASignatureWhateverStandsInAuthorization() throws IOException {
        for (String shape : SHAPES) {
            String answer = send("POST /v1/webhooks/easypost", List.of(shape));
            assertThat(answer)
                    .as(shape)
                    .startsWith("HTTP/1.1 401 ")
                    .containsIgnoringCase("WWW-Authenticate: HMAC-SHA256");
        }
    }

    private static String damaged(String good, Random dice) {
        String[] parts = good.split("\\.", -1);
        int which = dice.nextInt(parts.length);
        byte[] part = Base64.getUrlDecoder().decode(parts[which]);
        switch (dice.nextInt(4)) {
            case 0 -> part[dice.nextInt(part.length - 1)] ^= (byte) (1 << dice.nextInt(8));
            case 1 -> part = new byte[dice.nextInt(64)];
            case 2 -> dice.nextBytes(part);
            default -> part = "[".repeat(1 + dice.nextInt(3_000)).getBytes(StandardCharsets.US_ASCII);
        }
        List<String> all = new ArrayList<>(List.of(parts));
        all.set(which, Tokens.base64(part));
        return String.join(".", all);
    }

    private static void isRefused(String answer, String what) {
        assertThat(answer).as(what).startsWith("HTTP/1.1 401 ");
        assertThat(answer)
                .as(what)
                .containsIgnoringCase("Content-Type: application/problem+json")
                .containsIgnoringCase("WWW-Authenticate: Bearer")
                .containsIgnoringCase("X-Correlation-Id: ")
                .contains("\"status\":401");
    }

    /** Sends the headers as they are, which no client does, and returns all that comes back. */
    private static String send(String address, List<String> headers) throws IOException {
        StringBuilder request =
                new StringBuilder(address).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(
                header -> request.append("Authorization: ").append(header).append("\r\n"));
        if (!address.startsWith("GET ")) {
            request.append("Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        } else {
            request.append("\r\n");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
