package dev.countermand.prod;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What once killed the service, blocked it or made it stumble, each as large and as often as it was found. */
final class HostileCalls {

    private static final String STRANGER = "stranger-1";
    private static final String NO_SHIPMENT = "/v1/shipments/0198c5b2-0000-7000-8000-000000000000/evidence";
    private static final String FORM = "Content-Type: multipart/form-data; boundary=x";
    private static final String FILE =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-";
    private static final String JSON = "Content-Type: application/json";

    /** What the service is called in tokens. */
    private static final String AUDIENCE = "countermand";

    private static final int MEGABYTE = 1_000_000;
    private static final int CLOSED = 0;
    private static final int STALL_MILLIS = 5_000;

    /** What anybody may be told who asks for too much at once. */
    private static final Set<Integer> TOO_MUCH = Set.of(429, 503);

    /**
     * One kind.
     *
     * @param right what it may be answered; 0 for a connection closed without an answer
     */
    record HostileCall(String name, Set<Integer> right, Attack attack) {

        boolean isRight(int status) {
            return right.contains(status) || TOO_MUCH.contains(status);
        }
    }

    /** Gives the statuses of all answers. */
    interface Attack {
        List<Integer> on(Attacker by) throws IOException;
    }

    static final List<HostileCall> ALL = List.of(
            new HostileCall("C1, a token without a subject", Set.of(401), HostileCalls::nobody),
            new HostileCall(
                    "C2, 150 MB in chunks, four times",
                    Set.of(401, 404, 413, CLOSED),
                    by -> times(
                            4,
                            () -> by.chunked(
                                    Attacker.head("POST /v1/webhooks/anything", "", JSON), "{", 150L * MEGABYTE))),
            new HostileCall(
                    "C2, 150 MB in chunks for a webhook that is there",
                    Set.of(401, 404, 413, CLOSED),
                    by -> times(
                            4,
                            () -> by.chunked(
                                    Attacker.head("POST /v1/webhooks/easypost", "", JSON), "{", 150L * MEGABYTE))),
            new HostileCall(
                    "H1, 340,000 empty elements",
                    Set.of(400, 404, 413),
                    by -> times(
                            8,
                            () -> by.post(
                                    "/v1/orders/x/cancellations",
                                    by.token(STRANGER, "buyer"),
                                    "{\"reason\":\"NOT_NEEDED\",\"lines\":[" + "{},".repeat(339_999) + "{}]}"))),
            new HostileCall("H1, lines of parcels, orders and carriers", Set.of(400, 404, 413), HostileCalls::elements),
            new HostileCall("H2, a document that breaks off", Set.of(401, 403, 404, 408, 413, CLOSED), by -> {
                by.stall(
                        12,
                        Attacker.head(
                                        "POST " + NO_SHIPMENT,
                                        by.token(STRANGER, "seller"),
                                        FORM,
                                        "Content-Length: 10000000")
                                + "\r\n" + FILE + "x".repeat(6 * MEGABYTE),
                        500);
                return List.of();
            }),
            new HostileCall(
                    "H2, 30 MB in chunks",
                    Set.of(400, 403, 404, 413, CLOSED),
                    by -> times(
                            4,
                            () -> by.chunked(
                                    Attacker.head("POST " + NO_SHIPMENT, by.token(STRANGER, "seller"), FORM),
                                    FILE,
                                    30L * MEGABYTE))),
            new HostileCall("1, numbers, depth and names beyond what is read", Set.of(400, 413), HostileCalls::json),
            new HostileCall("2, tokens of dots", Set.of(401), by -> times(50, () -> by.get("/v1/orders", ".."))),
            new HostileCall("3, media types that are none", Set.of(400, 406, 415), HostileCalls::mediaTypes),
            new HostileCall(
                    "4, a cursor with NUL",
                    Set.of(400),
                    by -> times(10, () -> by.get("/v1/orders?cursor=AA", by.token(STRANGER, "buyer")))),
            new HostileCall(
                    "5, a body that is broken while it is read",
                    Set.of(400, CLOSED),
                    by -> times(
                            10,
                            () -> by.raw(Attacker.head(
                                            "POST /v1/orders",
                                            by.token("shop-2", "service"),
                                            JSON,
                                            "Transfer-Encoding: chunked")
                                    + "\r\n5\r\n{\"id\"\r\nzz\r\n"))),
            new HostileCall(
                    "M1, a token for somebody else",
                    Set.of(401),
                    by -> times(
                            10,
                            () -> by.get(
                                    "/v1/orders",
                                    by.tokenOf(Map.of(
                                            "sub", STRANGER, "groups", List.of("buyer"), "aud", "another-service"))))),
            new HostileCall(
                    "M4, 260 bodies that stall",
                    Set.of(),
                    by -> by.stall(
                            260,
                            Attacker.head(
                                            "POST /v1/orders",
                                            by.token("shop-2", "service"),
                                            JSON,
                                            "Content-Length: 900000")
                                    + "\r\n{" + " ".repeat(20_000),
                            STALL_MILLIS)),
            new HostileCall(
                    "M5, methods and addresses that nobody knows",
                    Set.of(400, 401, 404, 405, 501),
                    HostileCalls::labels),
            new HostileCall(
                    "M6, cursors of other lists",
                    Set.of(400, 200),
                    by -> times(
                            10,
                            () -> by.get("/v1/orders?sort=-placedAt&cursor=aG9uZXN0LTE", by.token(STRANGER, "buyer")))),
            new HostileCall("L, what is no HTTP", Set.of(400, 401, 404, 413, 414, 431, CLOSED), HostileCalls::noHttp),
            new HostileCall(
                    "L, heads that stall",
                    Set.of(),
                    by -> by.stall(260, "GET /v1/orders HTTP/1.1\r\nX-Slow: ", STALL_MILLIS)));

    private HostileCalls() {}

    private interface OneCall {
        int send() throws IOException;
    }

    private static List<Integer> times(int times, OneCall call) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            statuses.add(call.send());
        }
        return statuses;
    }

    /** Right in all but the subject. */
    private static List<Integer> nobody(Attacker by) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (String role : List.of("buyer", "seller")) {
            Map<String, Object> without = Map.of("groups", List.of(role), "aud", AUDIENCE);
            Map<String, Object> empty = Map.of("groups", List.of(role), "aud", AUDIENCE, "sub", "");
            for (String token : List.of(by.tokenOf(without), by.tokenOf(empty))) {
                for (String path : List.of("/v1/cancellations", "/v1/orders", "/v1/disputes", "/v1/orders/honest-0")) {
                    statuses.add(by.get(path, token));
                }
            }
        }
        return statuses;
    }

    private static List<Integer> elements(Attacker by) throws IOException {
        String many = "{},".repeat(300_000) + "{}";
        return List.of(
                by.post(
                        "/v1/orders/x/shipments",
                        by.token(STRANGER, "seller"),
                        "{\"carrier\":\"ups\",\"trackingNumber\":\"1Z5R89390357567127\",\"lines\":[" + many + "]}"),
                by.post("/v1/orders", by.token("shop-2", "service"), "{\"id\":\"x\",\"lines\":[" + many + "]}"),
                by.post("/v1/carrier-events", by.token("shop-2", "service"), "[" + many + "]"));
    }

    private static List<Integer> json(Attacker by) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (String value : List.of(
                "9".repeat(1_001),
                "[".repeat(1_001) + "]".repeat(1_001),
                "{\"" + "k".repeat(50_001) + "\":1}",
                "[".repeat(900_000),
                "1e999999999")) {
            statuses.add(by.post("/v1/orders", by.token("shop-2", "service"), "{\"id\":" + value + "}"));
            statuses.add(by.post("/v1/orders", by.token("shop-2", "service"), value));
        }
        return statuses;
    }

    /** None of them is one media type; the second is empty. */
    private static final String MEDIA_TYPES = "x||;;;|/|application/json, text/plain";

    private static List<Integer> mediaTypes(Attacker by) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        String token = by.token("shop-2", "service");
        for (String path : List.of("/v1/orders", "/v1/sweeps")) {
            for (String type : MEDIA_TYPES.split("\\|", -1)) {
                statuses.add(by.send(Attacker.head("POST " + path, token, "Content-Type: " + type), "{}"));
            }
            statuses.add(by.raw(Attacker.head("GET " + path, token, "Accept: garbage") + "\r\n"));
        }
        statuses.add(by.raw(Attacker.head("GET /v1/sellers/x", token, "Accept: garbage") + "\r\n"));
        return statuses;
    }

    private static List<Integer> labels(Attacker by) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            statuses.add(by.raw(Attacker.head(String.format(Locale.ROOT, "HOSTILE%04d /v1/orders", i), "") + "\r\n"));
            statuses.add(by.get("/v1/hostile-" + i + "/x", ""));
        }
        return statuses;
    }

    private static List<Integer> noHttp(Attacker by) throws IOException {
        String token = by.token(STRANGER, "buyer");
        return List.of(
                by.get("/v1/orders/%zz", token),
                by.get("/v1/orders\\x", token),
                by.raw(Attacker.head("GET /v1/orders", token, "X-Long: " + "v".repeat(20_000)) + "\r\n"),
                by.raw("GET /v1/orders HTTP/1.1\r\nAuthorization: Bearer " + token + "\r\n\r\n"),
                by.raw(Attacker.head("GET /v1/orders", token, "Host: example.org") + "\r\n"),
                by.raw(Attacker.head("POST /v1/orders", token, JSON, "Content-Length: 2", "Transfer-Encoding: chunked")
                        + "\r\n2\r\n{}\r\n0\r\n\r\n"),
                by.raw("GET /" + "p".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
    }
}
