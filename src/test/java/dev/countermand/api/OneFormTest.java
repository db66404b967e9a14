package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in is written in one form: what is not so is named, and never read as something else. */
@QuarkusTest
class OneFormTest {

    private static final String ALL_ROLES = "buyer,seller,moderator,lead,service,agent";

    @TestHTTPResource
    URI server;

    private final Market market = Market.open();

    @ParameterizedTest
    @ValueSource(strings = {"20270429", "0", "1807270877.5", "2027-04-29", "2027-04-29T10:00:00", ""})
    void aTimeIsRfc3339InOrdersImportsAndScans(String time) {
        named(place(Map.of("placedAt", time)), "placedAt").body("detail", containsString("RFC 3339"));
        String number = Market.trackingNumber();
        Response rejected = report(number, time);
        rejected.then().statusCode(400).body("detail", containsString("[0].occurredAt must be a time as in RFC 3339"));

        Map<String, Object> order =
                new LinkedHashMap<>(Market.orderBody(Market.fresh("o"), market.buyer, market.seller));
        order.put("placedAt", Http.now().minus(Duration.ofDays(3)).toString());
        var line = Market.importedLine(Map.of("order", order, "payments", List.of(Market.cardPayment(time))));
        assertThat(line.getString("result")).isEqualTo("REJECTED");
        assertThat(line.getJsonObject("problem").getString("detail"))
                .startsWith("payments[0].capturedAt must be a time as in RFC 3339");
        order.put("placedAt", time);
        assertThat(Market.importedLine(Map.of("order", order))
                        .getJsonObject("problem")
                        .getString("detail"))
                .startsWith("order.placedAt must be a time as in RFC 3339");
    }

    /** A scan whose time was no time is not lost: the same id comes again, and is stored. */
    @Test
    void aScanThatWasRefusedForItsTimeIsTakenWhenItIsPutRight() {
        String number = Market.trackingNumber();
        report(number, "20270429").then().statusCode(400);
        report(number, Http.now().toString()).then().statusCode(200).body("items[0].result", equalTo("STORED"));
    }

    @Test
    void aDurationIsNoNumberAndADayNoTime() {
        for (Object number : List.of(86_400, 86_400.5, "86400", "p1d", "-P1D", "P1W")) {
            named(place(Map.of("processingTime", number)), "processingTime").body("detail", containsString("P3D"));
        }
        place(Map.of("processingTime", "P1D")).then().statusCode(201);

        Http.anonymous()
                .body(Map.of("advance", "p1d"))
                .post("/v1/dev/clock")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("advance"));

        Market shop = Market.under("eldorado");
        String order = shop.paid();
        for (Object time :
                List.of("2029-01-01T22:00:00Z", "2029-01-01T22:00:00+03:00", "2029-01-01T00:00:00", 14_610)) {
            named(
                            Http.as("agent-1", "agent")
                                    .body(Map.of("date", time))
                                    .post("/v1/orders/" + order + "/delivery"),
                            "date")
                    .body("detail", startsWith("date must be a day"));
        }
    }

    @Test
    void aNumberIsNoTextAndNoTextANumber() {
        named(
                place(Map.of("lines", List.of(Map.of("sku", "MUG", "quantity", "2", "unitPrice", "1.00")))),
                "lines[0].quantity");
        named(
                place(Map.of("lines", List.of(Map.of("sku", "MUG", "quantity", 2.0, "unitPrice", "1.00")))),
                "lines[0].quantity");
        named(
                place(Map.of("lines", List.of(Map.of("sku", "MUG", "quantity", 2, "unitPrice", 1)))),
                "lines[0].unitPrice");
        named(place(Map.of("lines", List.of(Map.of("sku", 7, "quantity", 2, "unitPrice", "1.00")))), "lines[0].sku");
        named(place(Map.of("termsInWriting", "true")), "termsInWriting");
        named(place(Map.of("termsInWriting", 1)), "termsInWriting");
    }

    /** A5: a reason is written as the contract has it. */
    @Test
    void aReasonIsWrittenAsItIs() {
        String order = market.paid();
        for (Object reason : List.of(" NOT_NEEDED ", "NOT_NEEDED\n", "not_needed", 1, "1")) {
            named(market.ask(order, Map.of("reason", reason)), "reason").body("detail", containsString("NOT_NEEDED, "));
        }
        assertThat(market.order(order).getString("cancellation")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "05.00",
                "005.00",
                "00.00",
                "+5.00",
                " 5.00",
                "5.00 ",
                "5,00",
                "5.0",
                "5",
                "5e0",
                ".50",
                "\u0665.00"
            })
    void anAmountHasOneForm(String amount) {
        named(place(Map.of("shippingFee", amount)), "shippingFee");
        String order = market.placed();
        named(market.pay(order, "pay-1", amount, "ch_" + order), "amount");
    }

    @Test
    void anAmountBelowOneHasOneZero() {
        place(Map.of("shippingFee", "0.50")).then().statusCode(201).body("total", equalTo("25.50"));
    }

    /** A5, A6: words have letters. */
    @ParameterizedTest
    @ValueSource(strings = {"   ", "\u00A0", "\u200B", "\u2060 \uFEFF", "123", "...", "\n"})
    void wordsHaveLetters(String text) {
        String order = market.paid();
        named(market.ask(order, Map.of("reason", "OTHER", "comment", text)), "comment");
        String request = market.asked(order);
        named(
                Http.as(market.seller, "seller")
                        .body(Map.of("explanation", text))
                        .post("/v1/cancellations/" + request + "/refusal"),
                "explanation");
        named(
                Http.as("mod-1", "moderator").body(Map.of("reason", text)).post("/v1/orders/" + order + "/freeze"),
                "reason");
        named(
                Http.as("shop", "service")
                        .body(Map.of("amount", "1.00", "reason", text))
                        .post("/v1/orders/" + order + "/refunds"),
                "reason");
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("PENDING");
    }

    @Test
    void wordsAreOfAnyScript() {
        String order = market.paid();
        market.ask(order, Map.of("reason", "OTHER", "comment", "\u4E0D\u8981\u4E86"))
                .then()
                .statusCode(201);
    }

    /** A27: a statement says why, before it takes something from somebody. */
    @Test
    void aStatementOfADecisionSaysWhy() {
        String order = market.paid();
        Desk.freeze(order, "A forged page");
        String id = Desk.firstCase(market);
        String token = Desk.claim(id);
        for (String statement :
                List.of("x", "x" + " ".repeat(30), "x" + "\u00A0\u200B".repeat(30), "Nineteen characters")) {
            named(decide(id, token, Map.of("verdict", "CANCEL_AND_REFUND", "statement", statement)), "statement");
            named(
                    decide(
                            id,
                            token,
                            Map.of(
                                    "verdict",
                                    "RELEASE",
                                    "sanction",
                                    Map.of("kind", "WARNING"),
                                    "statement",
                                    statement)),
                    "statement");
        }
        named(decide(id, token, Map.of("verdict", "RELEASE", "statement", "\u00A0")), "statement");
        assertThat(market.order(order).getBoolean("frozen")).isTrue();

        decide(id, token, Map.of("verdict", "CANCEL_AND_REFUND", "statement", "The page named no such parcel"))
                .then()
                .statusCode(200);
    }

    private static Response decide(String id, String token, Map<String, Object> decision) {
        return Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(decision)
                .post("/v1/cases/" + id + "/decision");
    }

    /** By what the methods of the resources declare, so this test knows no names either. */
    @Test
    void noAddressTakesAParameterThatItDoesNotKnow() throws Exception {
        int asked = 0;
        for (Contract.Operation operation : Contract.published().operations()) {
            if (operation.path().startsWith("/v1/webhooks/")) {
                continue;
            }
            HttpResponse<String> answer = withOtherParameters(operation);
            assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(400);
            JsonPath problem = JsonPath.from(answer.body());
            assertThat(problem.getList("errors.field")).as(operation.toString()).isEqualTo(List.of("colour", "size"));
            assertThat(problem.getString("errors[0].message"))
                    .startsWith("is not a parameter of this address; it takes ");
            asked++;
        }
        assertThat(asked).isGreaterThan(40);
    }

    private HttpResponse<String> withOtherParameters(Contract.Operation operation) throws Exception {
        String path = operation.path().replaceAll("\\{\\w+}", "none-1");
        String sent = operation.node().at("/requestBody/content").properties().stream()
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("application/json");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.resolve(path + "?colour=red&size=%20XL"))
                            .header("Authorization", "Bearer " + Http.token("somebody-1", ALL_ROLES))
                            .header("Content-Type", sent.startsWith("multipart") ? sent + "; boundary=b" : sent)
                            .method(
                                    operation.method().toUpperCase(Locale.ROOT),
                                    HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void whatAListCanBeNarrowedByIsSaid() {
        Http.as("mod-1", "moderator")
                .get("/v1/cancellations?reason=OTHER")
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        equalTo("reason is not a parameter of this address; it takes cursor, limit, orderId, sellerId,"
                                + " sort, status"));
        Http.as("mod-1", "moderator")
                .get("/v1/cancellations?status=PENDING&status=REFUSED")
                .then()
                .statusCode(400)
                .body("detail", equalTo("status must stand once"));
        Http.as("mod-1", "moderator")
                .get("/v1/cancellations?status=PENDING&")
                .then()
                .statusCode(200);
        // Who may not call learns nothing of what there is.
        Http.anonymous().get("/v1/cancellations?reason=OTHER").then().statusCode(401);
        Http.as("x", "buyer").get("/v1/cases?colour=red").then().statusCode(403);
    }

    /** Aggregators add what they like to the address that they were given. */
    @Test
    void webhooksAreLeftOpen() {
        Http.anonymous()
                .body("{}")
                .post("/v1/webhooks/easypost?source=dashboard")
                .then()
                .statusCode(401);
    }

    /** ISO 4217 as it is now: what was withdrawn, and what is no money of a market, is refused for new orders. */
    @ParameterizedTest
    @ValueSource(
            strings = {"DEM", "HRK", "ZWL", "BGN", "ANG", "XXX", "XTS", "XAU", "XDR", "CLF", "eur", "EU", "ABC", ""})
    void anOrderIsPricedInACurrencyThatIsInForce(String code) {
        named(place(Map.of("currency", code)), "currency");
    }

    @Test
    void uywHasFourDigits() {
        Map<String, Object> uyw = new LinkedHashMap<>();
        uyw.put("currency", "UYW");
        uyw.put("shippingFee", "4.9000");
        uyw.put("lines", List.of(Map.of("sku", "MUG", "quantity", 2, "unitPrice", "12.5000")));
        place(uyw).then().statusCode(201).body("total", equalTo("29.9000"));
        uyw.put("shippingFee", "4.90");
        named(place(uyw), "shippingFee").body("detail", containsString("4 digits after the point"));
        place(Map.of("currency", "ZWG")).then().statusCode(201);
    }

    private Response place(Map<String, Object> fields) {
        Map<String, Object> body =
                new LinkedHashMap<>(Market.orderBody(Market.fresh("o"), market.buyer, market.seller));
        body.putAll(fields);
        return Http.as("shop", "service").body(body).post("/v1/orders");
    }

    private static Response report(String number, String time) {
        return Http.as("shop", "service")
                .body(List.of(Map.of(
                        "id",
                        "ev-" + number,
                        "carrier",
                        "ups",
                        "trackingNumber",
                        number,
                        "status",
                        "ACCEPTED",
                        "occurredAt",
                        time)))
                .post("/v1/carrier-events");
    }

    private static ValidatableResponse named(Response response, String field) {
        return response.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field));
    }
}
