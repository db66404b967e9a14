package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.countermand.api.ContractFilter.Answer;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContractFilterTest {

    private static final String CLOCKED = "2026-01-31T12:00:00Z";
    private static final String SWEEP = """
        {"id":"0198c5b2-0000-7000-8000-000000000000","status":"QUEUED","mode":"FULL","dryRun":false,
         "requestedBy":"moderator-1","requestedAt":"%s","rangesTotal":0,"rangesDone":0,"examined":0,"found":0,"frozen":0,"cleared":0}\
        """.formatted(CLOCKED);
    private static final String NOT_FOUND = """
        {"type":"urn:countermand:problem:not-found","title":"Not found","status":404,
         "detail":"There is no such sweep","code":"NOT_FOUND"}\
        """;

    private final ContractFilter filter = ContractFilter.instance();

    @Test
    void whatIsDescribedPasses() {
        assertThatCode(() -> filter.check(sweep(200, SWEEP))).doesNotThrowAnyException();
        assertThatCode(() -> filter.check(problem("/v1/sweeps/1", 404, NOT_FOUND)))
                .doesNotThrowAnyException();
        assertThatCode(() -> filter.check(problem("/v1/nothing", 404, NOT_FOUND)))
                .doesNotThrowAnyException();
    }

    @Test
    void aFieldThatIsNotDescribedIsRefused() {
        refused(sweep(200, SWEEP.replace("\"found\"", "\"secret\":1,\"found\"")), "secret");
    }

    @Test
    void aMissingFieldIsRefused() {
        refused(sweep(200, SWEEP.replace("\"found\":0,", "")), "found");
    }

    @Test
    void aNullIsRefused() {
        refused(sweep(200, SWEEP.replace("\"found\":0", "\"found\":0,\"asOf\":null")), "asOf");
    }

    @Test
    void aWrongTypeIsRefused() {
        refused(sweep(200, SWEEP.replace("\"found\":0", "\"found\":\"0\"")), "found");
        refused(sweep(200, SWEEP.replace(CLOCKED, "yesterday")), "requestedAt");
        refused(sweep(200, SWEEP.replace("QUEUED", "DREAMING")), "status");
    }

    @Test
    void aStatusThatIsNotDescribedIsRefused() {
        refused(sweep(204, ""), "status");
        refused(problem("/v1/sweeps/1", 500, NOT_FOUND), "status");
        refused(problem("/v1/nothing", 401, NOT_FOUND), "path");
    }

    @Test
    void anErrorThatIsNoProblemIsRefused() {
        refused(new Answer("GET", "/v1/sweeps/1", 404, "text/html", headers(), "gone"), "content type");
        refused(problem("/v1/sweeps/1", 404, NOT_FOUND.replace("not-found", "nothing")), "type");
    }

    @Test
    void headersAreHeldAgainstItToo() {
        Map<String, String> headers = headers();
        headers.put("location", "/v1/sweeps/1");
        refused(new Answer("GET", "/v1/sweeps/1", 200, "application/json", headers, SWEEP), "Location");
        refused(new Answer("GET", "/v1/sweeps/1", 200, "application/json", Map.of(), SWEEP), "X-Correlation-Id");
        refused(new Answer("POST", "/v1/sweeps", 202, "application/json", headers(), SWEEP), "Location");
    }

    @Test
    void aStreamIsReadLineByLine() {
        String good = "{\"line\":1,\"id\":\"order-1\",\"result\":\"CREATED\"}\n";
        assertThatCode(() -> filter.check(imported(good + good))).doesNotThrowAnyException();
        refused(imported(good + "{\"line\":\"2\",\"result\":\"CREATED\"}\n"), "line");
    }

    @Test
    void itSeesWhatComesOverTheWire() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = SWEEP.replace("found", "lost").getBytes(StandardCharsets.UTF_8);
        server.createContext("/v1/sweeps/1", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            RequestSpecification request =
                    RestAssured.given().port(server.getAddress().getPort()).filter(filter);

            assertThatThrownBy(() -> request.get("/v1/sweeps/1"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("GET /v1/sweeps/1 answered 200")
                    .hasMessageContaining("'lost'")
                    .hasMessageContaining("X-Correlation-Id");
        } finally {
            server.stop(0);
        }
    }

    private void refused(Answer answer, String because) {
        assertThatThrownBy(() -> filter.check(answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(because);
    }

    private static Answer sweep(int status, String body) {
        return new Answer("GET", "/v1/sweeps/1", status, "application/json;charset=UTF-8", headers(), body);
    }

    private static Answer problem(String path, int status, String body) {
        return new Answer("GET", path, status, "application/problem+json", headers(), body);
    }

    private static Answer imported(String lines) {
        return new Answer("POST", "/v1/orders/import", 200, "application/x-ndjson", headers(), lines);
    }

    private static Map<String, String> headers() {
        return new TreeMap<>(Map.of("x-correlation-id", "abc"));
    }
}
