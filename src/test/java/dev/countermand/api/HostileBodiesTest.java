package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bodies that are too large, in chunks or not, sent where nothing is, broken off or broken: nothing of it is kept. */
@QuarkusTest
class HostileBodiesTest {

    private static final byte[] MEGABYTE = new byte[1 << 20];
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: multipart/form-data; boundary=x";
    private static final String FORM_START =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 ";

    static {
        Arrays.fill(MEGABYTE, (byte) ' ');
    }

    private final Market market = Market.open();

    @Test
    void aBodyInChunksIsCountedWhileItComes() throws IOException {
        String token = Http.token("shop", "service");
        for (String path : List.of("/v1/orders", "/v1/carrier-events", "/v1/sweeps")) {
            endless(RawHttp.head("POST", path, token, JSON, CHUNKED), 413);
        }
        endless(RawHttp.head("POST", "/v1/webhooks/easypost", "", JSON, CHUNKED), 413);
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsNotRead() throws IOException {
        String token = Http.token("shop", "service");
        List<Unsent> all = new ArrayList<>();
        all.add(new Unsent(RawHttp.head("POST", "/v1/orders", token, JSON, "Content-Length: 1048577"), 413));
        all.add(new Unsent(RawHttp.head("POST", "/v1/orders", token, JSON, "Content-Length: 99999999999"), 413));
        all.add(new Unsent(RawHttp.head("POST", "/v1/webhooks/easypost", "", JSON, "Content-Length: 1048577"), 413));
        unread(all);
    }

    @Test
    void whatIsNotThereOrNotAllowedReadsNothing() throws IOException {
        String buyer = Http.token(market.buyer, "buyer");
        List<Unsent> all = new ArrayList<>();
        for (String framing : List.of(CHUNKED, "Content-Length: 900000")) {
            all.add(new Unsent(RawHttp.head("POST", "/v1/webhooks/anything", "", JSON, framing), 404));
            all.add(new Unsent(RawHttp.head("POST", "/v1/webhooks/anything/else", "", JSON, framing), 404));
            all.add(new Unsent(RawHttp.head("POST", "/nowhere", "", JSON, framing), 404));
            all.add(new Unsent(RawHttp.head("POST", "/v1/nowhere", buyer, JSON, framing), 404));
            all.add(new Unsent(RawHttp.head("PUT", "/v1/orders", buyer, JSON, framing), 405));
            all.add(new Unsent(RawHttp.head("POST", "/v1/orders", "", JSON, framing), 401));
            all.add(new Unsent(RawHttp.head("POST", "/v1/orders", "a.b.c", JSON, framing), 401));
            all.add(new Unsent(RawHttp.head("POST", "/v1/orders", buyer, JSON, framing), 403));
            all.add(new Unsent(
                    RawHttp.head("POST", "/v1/orders/import", "", "Content-Type: application/x-ndjson", framing), 401));
        }
        unread(all);
    }

    /** H1: no byte is read about an order that is somebody else's, or not there. */
    @Test
    void anActOnAnOrderOfOthersReadsNothing() throws IOException {
        String order = market.paid();
        Market strangers = Market.open();
        String buyer = Http.token(strangers.buyer, "buyer");
        String seller = Http.token(strangers.seller, "seller");
        List<Unsent> all = new ArrayList<>();
        for (String framing : List.of(CHUNKED, "Content-Length: 900000")) {
            for (String id : List.of(order, "none")) {
                for (String act : List.of("cancellations", "disputes", "receipt")) {
                    all.add(new Unsent(
                            RawHttp.head("POST", "/v1/orders/" + id + "/" + act, buyer, JSON, framing), 404));
                }
                all.add(new Unsent(
                        RawHttp.head("POST", "/v1/orders/" + id + "/shipments", seller, JSON, framing), 404));
            }
        }
        unread(all);
    }

    /** A16: who may not give a document sends none. */
    @Test
    void aDocumentIsRefusedBeforeItIsRead() throws IOException {
        String shipment = shipment();
        List<Unsent> all = new ArrayList<>();
        for (String framing : List.of(CHUNKED, "Content-Length: 9000000")) {
            all.add(new Unsent(upload(shipment, "", framing), 401));
            all.add(new Unsent(upload(shipment, Http.token(market.buyer, "buyer"), framing), 403));
            all.add(new Unsent(upload(shipment, Http.token("another", "seller"), framing), 404));
            all.add(new Unsent(upload("nothing", Http.token(market.seller, "seller"), framing), 404));
            all.add(new Unsent(
                    upload("00000000-0000-0000-0000-000000000000", Http.token(market.seller, "seller"), framing), 404));
        }
        String seller = Http.token(market.seller, "seller");
        all.add(new Unsent(upload(shipment, seller, "Content-Length: 30000000"), 413));
        unread(all);
        endless(upload(shipment, seller, CHUNKED), 413);
    }

    /** A16: six of ten megabytes, then nothing: no file is left, and the next one is taken. */
    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        String shipment = shipment();
        String seller = Http.token(market.seller, "seller");
        Set<Path> before = uploads();
        for (String framing : List.of(CHUNKED, "Content-Length: 10000000")) {
            for (int time = 0; time < 4; time++) {
                try (RawHttp http = RawHttp.open()) {
                    http.send(upload(shipment, seller, framing));
                    byte[] start = FORM_START.getBytes(StandardCharsets.US_ASCII);
                    http.send(framing.equals(CHUNKED) ? RawHttp.chunk(start) : start);
                    for (int sent = 0; sent < 6; sent++) {
                        http.send(framing.equals(CHUNKED) ? RawHttp.chunk(MEGABYTE) : MEGABYTE);
                    }
                }
            }
        }
        // What those eight held is free again: together they held more than there is room for.
        Market.eventually(() -> Http.as(market.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.pdf", Papers.pdf("receipt"))
                .post("/v1/shipments/" + shipment + "/evidence")
                .then()
                .statusCode(201));
        assertThat(uploads()).isEqualTo(before);
    }

    /** Nothing says that it is a form, so nothing in it is looked for. */
    @Test
    void aFormThatDoesNotSayWhatItIsIsRefused() throws IOException {
        String form = FORM_START + "%PDF-1.7 receipt\r\n--x--\r\n";
        String head = RawHttp.head(
                "POST",
                "/v1/shipments/" + shipment() + "/evidence",
                Http.token(market.seller, "seller"),
                "Content-Length: " + form.length());
        try (RawHttp http = RawHttp.open()) {
            http.send(head);
            http.send(form);
            RawHttp.Answer answer = http.answer();
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.isProblem()).isTrue();
        }
    }

    @Test
    void aBodyThatIsNotFramedAsHttpAsksIsRefused() throws IOException {
        String token = Http.token("shop", "service");
        for (String framed : List.of("zz\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n", "2\r\n{}xx\r\n0\r\n\r\n")) {
            try (RawHttp http = RawHttp.open()) {
                http.send(RawHttp.head("POST", "/v1/orders", token, JSON, CHUNKED));
                http.send(framed);
                RawHttp.Answer answer = http.answer();
                assertThat(answer.status()).as(framed).isEqualTo(400);
                assertThat(http.isClosed()).as(framed).isTrue();
            }
        }
    }

    /** A caller with many half bodies holds no thread, and nobody else waits for them (260 of 20 KB were enough). */
    @Test
    void callersWhoStallKeepNobodyWaiting() throws IOException {
        String token = Http.token("stalling", "service");
        List<RawHttp> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 260; i++) {
                RawHttp http = RawHttp.open();
                stalled.add(http);
                http.send(RawHttp.head("POST", "/v1/orders", token, JSON, "Content-Length: 900000"));
                http.send(Arrays.copyOf(MEGABYTE, 20_000));
            }
            long begun = System.nanoTime();
            Map<String, Object> order =
                    new HashMap<>(Market.orderBody(Market.fresh("order"), market.buyer, market.seller));
            order.put("lines", lines());
            Http.as("shop", "service").body(order).post("/v1/orders").then().statusCode(201);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        } finally {
            RawHttp.closeAll(stalled);
        }
    }

    /** As curl sends whatever is larger than a kilobyte. */
    @Test
    void whoAsksBeforeTheySendIsAnsweredFirst() throws IOException {
        try (RawHttp http = RawHttp.open()) {
            byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
            String expect = "Expect: 100-continue";
            http.send(RawHttp.head(
                    "POST", "/v1/orders", Http.token("shop", "service"), JSON, expect, "Content-Length: 2"));
            assertThat(http.answer().status()).isEqualTo(100);
            http.send(body);
            assertThat(http.answer().status()).isEqualTo(400);
        }
        unread(RawHttp.head("POST", "/v1/orders", "", JSON, "Expect: 100-continue", "Content-Length: 2"), 401);
    }

    @Test
    void aConnectionIsKeptAfterABodyThatWasRead() throws IOException {
        try (RawHttp http = RawHttp.open()) {
            for (int time = 0; time < 3; time++) {
                http.send(RawHttp.head("POST", "/v1/orders", Http.token("shop", "service"), JSON, CHUNKED));
                http.send(RawHttp.chunk("{".getBytes(StandardCharsets.US_ASCII)));
                http.send(RawHttp.chunk("}".getBytes(StandardCharsets.US_ASCII)));
                http.send(RawHttp.lastChunk());
                assertThat(http.answer().status()).isEqualTo(400);
            }
        }
    }

    private static List<Map<String, Object>> lines() {
        return Stream.iterate(1, i -> i + 1)
                .limit(200)
                .map(i -> Map.<String, Object>of(
                        "sku", "sku-" + i, "title", "x".repeat(200), "quantity", 1, "unitPrice", "1.00"))
                .toList();
    }

    private String shipment() {
        String order = market.paid();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        return market.order(order).getString("shipments[0].id");
    }

    private static String upload(String shipment, String token, String framing) {
        return RawHttp.head("POST", "/v1/shipments/" + shipment + "/evidence", token, FORM, framing);
    }

    /** A head whose body is not sent, and the status of its answer. */
    private record Unsent(String head, int status) {}

    /** Is answered though nothing of the body is sent, and the connection does not wait for it. */
    private static void unread(String head, int status) throws IOException {
        unread(List.of(new Unsent(head, status)));
    }

    /** The same for each of these, one after the other; a refused connection ends after a while, so they end together. */
    private static void unread(List<Unsent> all) throws IOException {
        List<RawHttp> connections = new ArrayList<>();
        try {
            for (Unsent each : all) {
                RawHttp http = RawHttp.open();
                connections.add(http);
                http.send(each.head());
                RawHttp.Answer answer = http.answer();
                assertThat(answer.status()).as(each.head()).isEqualTo(each.status());
                assertThat(answer.isProblem()).as(each.head()).isTrue();
                assertThat(answer.headers()).as(each.head()).containsEntry("connection", "close");
            }
            for (int i = 0; i < all.size(); i++) {
                assertThat(connections.get(i).isClosed()).as(all.get(i).head()).isTrue();
            }
        } finally {
            RawHttp.closeAll(connections);
        }
    }

    /** Is answered while the body goes on and on. */
    private static void endless(String head, int status) throws IOException {
        try (RawHttp http = RawHttp.open()) {
            http.send(head);
            int taken = 0;
            while (taken < 150 && http.sendIfTaken(RawHttp.chunk(MEGABYTE))) {
                taken++;
            }
            assertThat(taken).as("megabytes taken by " + head).isLessThan(60);
            assertThat(http.isClosed() || taken < 150).isTrue();
        }
        // The answer itself is seen by whoever does not write over it.
        try (RawHttp http = RawHttp.open()) {
            http.send(head);
            int megabytes = head.contains("/evidence") ? 11 : 2;
            for (int i = 0; i < megabytes; i++) {
                http.sendIfTaken(RawHttp.chunk(MEGABYTE));
            }
            RawHttp.Answer answer = http.answer();
            assertThat(answer.status()).as(head).isEqualTo(status);
            assertThat(answer.isProblem()).as(head).isTrue();
            assertThat(http.isClosed()).as(head).isTrue();
        }
    }

    private static Set<Path> uploads() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "uploads");
        if (!Files.exists(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
