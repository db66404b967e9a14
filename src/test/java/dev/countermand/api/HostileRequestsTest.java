package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that no client library would send, and what stands in answers and metrics whatever was sent. */
@QuarkusTest
class HostileRequestsTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private final Market market = Market.open();

    @Test
    void anAddressThatCanBeReadInTwoWaysIsRefused() throws IOException {
        String token = Http.token("mod-1", "moderator");
        for (String path : List.of(
                "/v1/orders/%zz",
                "/v1/orders/%",
                "/v1/orders/%4",
                "/v1/orders/a\\b",
                "/v1/orders/\u00e9",
                "/v1/orders/a|b",
                "/v1/orders/{id}",
                "/v1/orders/[",
                "/v1/orders?q=\"",
                "/v1/orders?sellerId=%zz",
                "/v1/orders?sellerId=%00%zz",
                "/v1/orders?q=a\\b",
                "/%zz")) {
            RawHttp.Answer answer = RawHttp.exchange(RawHttp.head("GET", path, token));
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.isProblem()).as(path).isTrue();
            assertThat(answer.headers()).as(path).containsKey("x-correlation-id");
        }
        RawHttp.Answer nowhere = RawHttp.exchange(RawHttp.head("GET", "\\v1\\orders", token));
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.isProblem()).isTrue();
        assertThat(nowhere.headers()).containsKey("x-correlation-id");
    }

    @Test
    void thereIsOneHost() throws IOException {
        String path = "GET /v1/orders HTTP/1.1\r\n";
        for (String head : List.of(
                path + "\r\n",
                path + "Host: a\r\nHost: b\r\n\r\n",
                path + "Host: a\r\nHost: a\r\n\r\n",
                path + "Host: a b\r\n\r\n")) {
            RawHttp.Answer answer = RawHttp.exchange(head);
            assertThat(answer.status()).as(head).isEqualTo(400);
            assertThat(answer.isProblem()).as(head).isTrue();
            assertThat(answer.headers()).as(head).containsKey("x-correlation-id");
        }
    }

    /** A head that is somewhat too large is refused in words. */
    @Test
    void headsAreNoLargerThanTheyNeedToBe() throws IOException {
        Map<String, Integer> heads = Map.of(
                "GET /" + "x".repeat(4_200) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                414,
                "GET /v1/orders HTTP/1.1\r\nHost: a\r\nX-Filler: " + "x".repeat(20_600) + "\r\n\r\n",
                431);
        for (Map.Entry<String, Integer> head : heads.entrySet()) {
            RawHttp.Answer answer = RawHttp.exchange(head.getKey());
            assertThat(answer.status()).isEqualTo(head.getValue());
            assertThat(answer.isProblem()).isTrue();
        }
    }

    /** What ends before it is a request has no body in its answer; the connection ends as well. */
    @Test
    void whatIsNoRequestIsClosed() throws IOException {
        String both = "POST /v1/orders HTTP/1.1\r\n"
                + "Host: a\r\n"
                + "Content-Length: 5\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\n";
        String lengths = "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!";
        closedWith(both, 400);
        closedWith(lengths, 400);
        closedWith("GET /" + "x".repeat(17_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414);
        closedWith("GET /v1/orders HTTP/1.1\r\nHost: a\r\nX-Filler: " + "x".repeat(33_000) + "\r\n\r\n", 431);
        closedWith("GET /v1/orders HTTP/1.1\r\nHost : a\r\n\r\n", 400);
        closedWith("rubbish\r\n\r\n", 400);
    }

    @Test
    void everyAnswerSaysThatItIsNobodyElses() {
        String order = market.paid();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        String shipment = market.order(order).getString("shipments[0].id");
        String evidence = Http.as(market.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.pdf", Papers.pdf("receipt"))
                .post("/v1/shipments/" + shipment + "/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (String path : List.of(
                "/v1/orders/" + order,
                "/v1/orders",
                "/v1/evidence/" + evidence,
                "/v1/orders/none",
                "/v1/nowhere",
                "/openapi")) {
            RestAssured.given()
                    .auth()
                    .oauth2(Http.token(market.seller, "seller"))
                    .get(path)
                    .then()
                    .header("Cache-Control", "no-store")
                    .header("X-Content-Type-Options", "nosniff");
        }
        Http.anonymous().get("/v1/orders").then().header("Cache-Control", "no-store");
        assertThat(RestAssured.given()
                        .auth()
                        .oauth2(Http.token(market.seller, "seller"))
                        .get("/v1/evidence/" + evidence)
                        .headers()
                        .getList("X-Content-Type-Options"))
                .hasSize(1);
    }

    /** Methods and addresses that callers make up are no labels. */
    @Test
    void labelsOfMetricsAreThisServicesOwn() throws IOException {
        String token = Http.token("mod-1", "moderator");
        String order = market.paid();
        Http.as(market.buyer, "buyer").get("/v1/orders/" + order).then().statusCode(200);
        for (int i = 0; i < 50; i++) {
            RawHttp.exchange(RawHttp.head("MADEUP" + i, "/v1/orders", token));
            RawHttp.exchange(RawHttp.head("GET", "/v1/orders/made-up-" + i, token));
            RawHttp.exchange(RawHttp.head("GET", "/v1/orders/made-up-" + i, ""));
            RawHttp.exchange(RawHttp.head("DELETE", "/v1/orders/made-up-" + i, token));
            RawHttp.exchange(RawHttp.head("GET", "/made-up-" + i + "/%zz", ""));
            RawHttp.exchange("GET /made-up-" + i + " HTTP/1.1\r\n\r\n");
            RawHttp.exchange("GET /made-up-" + i + " HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_600) + "\r\n\r\n");
            RawHttp.exchange(RawHttp.head(
                    "POST", "/v1/orders/made-up-" + i + "/cancellations", token, "Content-Length: 9999999"));
        }
        Market.eventually(
                () -> assertThat(metrics()).contains("uri=\"/v1/orders/{id}\"").contains("method=\"OTHER\""));
        assertThat(metrics().toLowerCase(Locale.ROOT)).doesNotContain("madeup", "made-up", order);
    }

    private String metrics() {
        return RestAssured.given()
                .get(management.resolve("/q/metrics").toString())
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static void closedWith(String request, int status) throws IOException {
        try (RawHttp http = RawHttp.open()) {
            http.sendIfTaken(request.getBytes(StandardCharsets.ISO_8859_1));
            String start = request.substring(0, Math.min(100, request.length()));
            assertThat(http.answer().status()).as(start).isEqualTo(status);
            assertThat(http.isClosed()).as(start).isTrue();
        }
    }
}
