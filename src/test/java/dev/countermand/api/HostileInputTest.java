package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that were sent to do harm, each answered as a careful service does it. */
@QuarkusTest
class HostileInputTest {

    private static final String ASK = "{\"reason\":\"NOT_NEEDED\",\"lines\":[";

    /** A megabyte of empty elements took minutes once. */
    private static final int MANY = 340_000;

    private static final Duration SOON = Duration.ofSeconds(2);

    @TestHTTPResource
    URI server;

    private final Market market = Market.open();

    /** H1: of a list that is too long, no element is looked at. */
    @Test
    void longListsAreRefusedWhileTheyAreRead() {
        String order = market.paid();
        String seller = "{\"carrier\":\"ups\",\"trackingNumber\":\"1Z5R89390357567127\",\"lines\":[";
        String placing = new JsonObject(Market.orderBody(Market.fresh("order"), market.buyer, market.seller))
                .encode()
                .replaceFirst("\"lines\":\\[.*?]", "\"lines\":[" + elements() + "]");
        tooLong(
                Http.as(market.buyer, "buyer").body(ASK + elements() + "]}"),
                "/orders/" + order + "/cancellations",
                "lines");
        tooLong(
                Http.as(market.seller, "seller").body(seller + elements() + "]}"),
                "/orders/" + order + "/shipments",
                "lines");
        tooLong(Http.as("shop", "service").body(placing), "/orders", "lines");
        tooLong(Http.as("shop", "service").body("[" + elements() + "]"), "/carrier-events", "body");
    }

    private static String elements() {
        return String.join(",", Collections.nCopies(MANY, "{}"));
    }

    private static void tooLong(RequestSpecification request, String path, String field) {
        long start = System.nanoTime();
        Response response = request.post("/v1" + path);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        JsonPath problem = invalid(response);
        assertThat(problem.getList("errors.field")).as(path).isEqualTo(List.of(field));
        assertThat(problem.getString("errors[0].message")).startsWith("size must be between");
        assertThat(taken).as(path).isLessThan(SOON);
    }

    /** H1: an answer does not grow with what is wrong. */
    @Test
    void noMoreThanTwentyFieldsAreNamed() {
        String order = market.paid();
        List<Map<String, Object>> lines = Collections.nCopies(50, Map.of("line", 1));
        JsonPath problem = invalid(market.ask(order, Map.of("lines", lines)));
        assertThat(problem.getList("errors")).hasSize(20);
        assertThat(problem.getInt("moreErrors")).isEqualTo(30);
        assertThat(problem.getString("detail")).isEqualTo("50 fields are wrong");
        JsonPath few = invalid(market.ask(order, Map.of("lines", lines.subList(0, 20))));
        assertThat(few.getList("errors")).hasSize(20);
        assertThat((Object) few.get("moreErrors")).isNull();
    }

    /** H1: nobody has a body parsed for an order that is not theirs. */
    @Test
    void whoseOrderItIsIsAskedBeforeTheBodyIsParsed() {
        String order = market.paid();
        Market strangers = Market.open();
        for (String path : List.of("x", order)) {
            for (String body : List.of("{", "{\"colour\":1}", ASK + "{}]}")) {
                Http.as(strangers.buyer, "buyer")
                        .body(body)
                        .post("/v1/orders/" + path + "/cancellations")
                        .then()
                        .statusCode(404);
                Http.as(strangers.seller, "seller")
                        .body(body)
                        .post("/v1/orders/" + path + "/shipments")
                        .then()
                        .statusCode(404);
            }
        }
        invalid(Http.as(market.buyer, "buyer").body("{").post("/v1/orders/" + order + "/cancellations"));
    }

    /** Line 1. */
    @Test
    void jsonBeyondTheLimitsOfTheParser() {
        String order = market.paid();
        List<String> bodies = List.of(
                "{\"reason\":\"NOT_NEEDED\",\"lines\":[{\"line\":" + "9".repeat(1_001) + ",\"quantity\":1}]}",
                "{\"reason\":\"NOT_NEEDED\",\"comment\":" + "[".repeat(1_001) + "]".repeat(1_001) + "}",
                "[".repeat(1_001),
                "{\"" + "k".repeat(50_001) + "\":1}",
                "9".repeat(1_001));
        for (String body : bodies) {
            invalid(Http.as(market.buyer, "buyer").body(body).post("/v1/orders/" + order + "/cancellations"));
            invalid(Http.as("shop", "service").body(body).post("/v1/orders"));
            invalid(Http.as("shop", "service").body(body).post("/v1/carrier-events"));
        }
        String named = invalid(Http.as("shop", "service")
                        .body("{\"" + "k".repeat(40_000) + "\":1}")
                        .post("/v1/orders"))
                .getString("errors[0].field");
        assertThat(named).hasSizeLessThan(300);
    }

    /** Line 3. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "",
                ";;;",
                "application/json, text/plain",
                "/",
                "application/",
                "text/plain",
                "application/json; =",
                "application/json; charset=\"",
                "multipart/form-data",
                "application/json/x",
                "a b/c"
            })
    void aBodyOfNoKindThatIsTaken(String contentType) {
        String order = market.paid();
        HttpResponse<String> answer = send(request("/v1/orders/" + order + "/cancellations", market.buyer, "buyer")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{\"reason\":\"NOT_NEEDED\"}")));
        problem(answer, 415);
    }

    /** What is said of a body that is not there is not looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "", ";;;", "application/json;", "application/json; charset=utf-8"})
    void noBodyIsOfNoKind(String contentType) {
        String order = market.placed();
        assertThat(send(request("/v1/orders/" + order, market.buyer, "buyer").header("Content-Type", contentType))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                ";;;",
                "application/json;q=x",
                "application/json;q=",
                "application/json;q=2",
                "a/b/c",
                "text/xml"
            })
    void anAnswerOfNoKindThatThereIs(String accept) {
        String order = market.placed();
        problem(send(request("/v1/orders/" + order, market.buyer, "buyer").header("Accept", accept)), 406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "application/json,",
                "*/*",
                "application/*",
                "application/json",
                "text/html, application/json;q=0.9, */*;q=0.8",
                "application/json;charset=utf-8",
                "application/json ; q=1.000"
            })
    void whatBrowsersAndProgramsAcceptIsThere(String accept) {
        String order = market.placed();
        assertThat(send(request("/v1/orders/" + order, market.buyer, "buyer").header("Accept", accept))
                        .statusCode())
                .isEqualTo(200);
    }

    /** Line 4: wherever a NUL stands, it gets no further. */
    @Test
    void noNulGetsIn() {
        String nul = Base64.getUrlEncoder().withoutPadding().encodeToString("\0".getBytes(StandardCharsets.US_ASCII));
        assertThat(nul).isEqualTo("AA");
        for (String list : LISTS) {
            named(Http.as("mod-1", "moderator").queryParam("cursor", nul).get(list), "cursor");
        }
        for (String path : List.of(
                "/v1/orders/a%00b",
                "/v1/orders/a%00b/financials",
                "/v1/policies/a%00b",
                "/v1/tracking-numbers/1Z%00",
                "/v1/orders?status=%00",
                "/v1/orders?x%00=1",
                "/v1/cases?assignee=a%00",
                "/v1/disputes?orderId=%00",
                "/v1/cancellations?orderId=%00&sellerId=b")) {
            invalid(Http.as("mod-1", "moderator").urlEncodingEnabled(false).get(path));
        }
        String order = market.paid();
        String cancel = "/v1/orders/" + order + "/cancellations";
        named(
                Http.as(market.buyer, "buyer")
                        .body("{\"reason\":\"OTHER\",\"comment\":\"a\\u0000\"}")
                        .post(cancel),
                "comment");
        invalid(Http.as(market.buyer, "buyer")
                .body("{\"reason\":\"NOT_NEEDED\",\"a\\u0000\":1}")
                .post(cancel));
        invalid(Http.as("lead-1", "lead")
                .body("{\"thresholds\":{\"a\\u0000\":\"\\u0000\"}}")
                .put("/v1/detectors/NO_CARRIER_MOVEMENT"));
        assertThat(market.order(order).getLong("version")).isEqualTo(1);
    }

    private static final List<String> LISTS = List.of(
            "/v1/orders",
            "/v1/orders?sort=-placedAt&buyerId=b",
            "/v1/cancellations",
            "/v1/cancellations?sort=dueAt&sellerId=s",
            "/v1/disputes",
            "/v1/refunds",
            "/v1/cases",
            "/v1/policies",
            "/v1/sweeps",
            "/v1/events",
            "/v1/audit?subject=s");

    /** M6: a cursor tells nothing, and serves nobody but whom it was given to. */
    @Test
    void cursorsAreOfOneReaderAndOneList() {
        List<String> mine = List.of(market.placed(), market.placed(), market.placed());
        Market strangers = Market.open();
        String theirs = strangers.placed();
        strangers.placed();
        String cursor = next(market.buyer, "buyer", "/v1/orders?limit=1");
        String again = next(market.buyer, "buyer", "/v1/orders?limit=1");
        List<String> all =
                Http.as(market.buyer, "buyer").get("/v1/orders").jsonPath().getList("items.id");
        assertThat(all).containsExactlyInAnyOrderElementsOf(mine);
        assertThat(cursor).isNotEqualTo(again).matches("[A-Za-z0-9_-]+");
        assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1))
                .doesNotContain(all.getFirst());
        assertThat(Http.as(market.buyer, "buyer")
                        .queryParam("cursor", cursor)
                        .get("/v1/orders?limit=2")
                        .jsonPath()
                        .getList("items.id"))
                .isEqualTo(all.subList(1, 3));
        char last = cursor.charAt(cursor.length() - 3);
        String forged = cursor.substring(0, cursor.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + cursor.substring(cursor.length() - 2);
        // Somebody else's order that is there, one that is not, and cursors of others and of other lists answer alike.
        List<String> bad = List.of(
                plain(theirs),
                plain("no-such-order"),
                forged,
                cursor.substring(1),
                "A",
                "%",
                next(strangers.buyer, "buyer", "/v1/orders?limit=1"),
                next("mod-1", "moderator", "/v1/orders?limit=1"));
        List<String> answers = bad.stream()
                .map(each -> Http.as(market.buyer, "buyer")
                        .queryParam("cursor", each)
                        .get("/v1/orders?sort=-placedAt"))
                .map(response -> {
                    named(response, "cursor");
                    return response.asString();
                })
                .distinct()
                .toList();
        assertThat(answers).hasSize(1);
        named(Http.as(market.buyer, "buyer").queryParam("cursor", cursor).get("/v1/disputes"), "cursor");
    }

    private static String plain(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String next(String subject, String role, String list) {
        return Http.as(subject, role).get(list).then().statusCode(200).extract().path("next");
    }

    /** C1: a filter narrows what is the reader's to see, and never widens it. */
    @Test
    void listsShowNobodyWhatIsNotTheirs() {
        String order = market.paid();
        market.asked(order);
        Market strangers = Market.open();
        for (String list : List.of("/v1/orders", "/v1/cancellations", "/v1/disputes")) {
            for (Map<String, String> query : List.of(
                    Map.<String, String>of(),
                    Map.of("sellerId", market.seller),
                    list.equals("/v1/orders")
                            ? Map.of("sellerId", "", "buyerId", market.buyer)
                            : Map.of("sellerId", "", "orderId", order))) {
                for (String role : List.of("buyer", "seller", "buyer,seller")) {
                    assertThat(Http.as(strangers.buyer, role)
                                    .queryParams(query)
                                    .get(list)
                                    .then()
                                    .statusCode(200)
                                    .extract()
                                    .jsonPath()
                                    .getList("items"))
                            .isEmpty();
                }
            }
        }
        // Whose they are they get, whomever they ask for.
        assertThat(Http.as(market.seller, "seller")
                        .queryParam("sellerId", strangers.seller)
                        .get("/v1/cancellations")
                        .jsonPath()
                        .getList("items.orderId"))
                .isEqualTo(List.of(order));
    }

    /** L: a buyer who is a seller, too, does not get the one's answer as the other. */
    @Test
    void anAnswerIsOfTheRoleThatGotIt() {
        Market shop = Market.open();
        String order = shop.paid();
        String key = Market.fresh("key");
        String path = "/v1/orders/" + order + "/cancellations";
        Map<String, String> body = Map.of("reason", "NOT_NEEDED", "trueReason", "OUT_OF_STOCK");
        Http.as(shop.buyer, "buyer")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path)
                .then()
                .statusCode(201);
        Http.as(shop.buyer, "buyer")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path)
                .then()
                .statusCode(201);
        Response other = Http.as(shop.buyer, "agent")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.jsonPath().getString("detail")).contains("in another role");
    }

    /** L: what is somebody else's and what is not there answer alike. */
    @Test
    void othersOrdersAreLikeNone() {
        String theirs = Market.open().paid();
        for (String path : List.of("", "/financials", "/cancellation-eligibility")) {
            Response other = Http.as(market.buyer, "buyer").get("/v1/orders/" + theirs + path);
            Response none = Http.as(market.buyer, "buyer").get("/v1/orders/none" + path);
            assertThat(other.statusCode()).isEqualTo(404);
            assertThat(other.asString()).isEqualTo(none.asString());
        }
    }

    private HttpRequest.Builder request(String path, String subject, String role) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + Http.token(subject, role));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("X-Correlation-Id")).isPresent();
    }

    private static void named(Response response, String field) {
        assertThat(invalid(response).getList("errors.field")).isEqualTo(List.of(field));
    }

    private static JsonPath invalid(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(response.contentType()).startsWith("application/problem+json");
        return response.jsonPath();
    }
}
