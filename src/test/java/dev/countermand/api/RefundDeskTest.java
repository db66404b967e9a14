package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A20, A20b: what a refund is for, and what people do about one that cannot be made. */
@QuarkusTest
class RefundDeskTest {

    private final Market market = Market.open();

    private String cancelled(String fate) {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", fate).then().statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        return order;
    }

    private String escalated(String fate) {
        return escalates(cancelled(fate));
    }

    private String escalates(String order) {
        for (int i = 0; i < 60 && !status(order).equals("ESCALATED"); i++) {
            Http.advance(Duration.ofDays(1));
        }
        Market.eventually(() -> assertThat(status(order)).isEqualTo("ESCALATED"));
        return order;
    }

    private String status(String order) {
        return market.financials(order).getString("refunds[0].status");
    }

    private String refund(String order) {
        return market.financials(order).getString("refunds[0].id");
    }

    private static Response act(String refund, String what, Map<String, Object> body) {
        return Http.as("lea", "lead").body(body).post("/v1/refunds/" + refund + "/" + what);
    }

    private static Response retry(String refund) {
        return Http.as("lea", "lead").post("/v1/refunds/" + refund + "/retry");
    }

    @Test
    void whatIsBeforeAPersonIsOwedAndNotPaid() {
        String order = escalated("declined");
        JsonPath seen = market.order(order);
        assertThat(seen.getString("refunded")).isEqualTo("0.00");
        assertThat(seen.getString("owed")).isEqualTo("29.90");
        JsonPath buyers = Http.as(market.buyer, "buyer")
                .get("/v1/orders/" + order + "/financials")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(buyers.getString("owed")).isEqualTo("29.90");
        assertThat(buyers.getString("sentBack")).isEqualTo("0.00");
        assertThat(buyers.getString("refundable")).isEqualTo("0.00");
        assertThat(buyers.getString("refunds[0].expectedTo")).isNull();
        assertThat(buyers.getString("refunds[0].explanation")).contains("still owed");
        assertThat(buyers.getString("refunds[0].providerWords")).isNull();
        assertThat(Market.financialsOfStaff(order).getString("refunds[0].providerWords"))
                .contains("decline");
        assertThat(Http.as("lea", "lead")
                        .queryParam("status", "ESCALATED")
                        .queryParam("limit", 200)
                        .get("/v1/refunds")
                        .jsonPath()
                        .getList("items.orderId"))
                .contains(order);
    }

    /** A20b: the same word says the same figure wherever it is read: what is before a person is nowhere refunded. */
    @Test
    void whatIsOwedIsNowhereRefunded() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", "declined").then().statusCode(201);
        Http.as("lea", "lead")
                .body(Map.of("amount", "5.00", "reason", "For the trouble"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        Market.eventually(() -> {
            Http.advance(Duration.ofHours(1));
            assertThat(status(order)).isEqualTo("ESCALATED");
        });
        JsonPath page = market.financials(order);
        assertThat(page.getString("payments[0].refunded")).isEqualTo("0.00");
        assertThat(page.getString("refunded")).isEqualTo("0.00");
        assertThat(market.pay(order, "pay-1", "29.90", "declined")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("refunded"))
                .isEqualTo("0.00");
        JsonPath atStake = Http.as("mod-1", "moderator")
                .get("/v1/cases/" + Desk.opened(order))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(atStake.getString("money.refunded")).isEqualTo("0.00");
        assertThat(atStake.getString("order.refunded")).isEqualTo("0.00");
        assertThat(atStake.getString("money.refundable")).isEqualTo("24.90");
        assertThat(page.getString("refundable")).isEqualTo("24.90");
        assertThat(atStake.getString("money.accounts.goingBack")).isEqualTo("5.00");
        retry(refund(order)).then().statusCode(200);
        assertThat(market.financials(order).getString("payments[0].refunded")).isEqualTo("5.00");
    }

    /** What somebody has granted it for stays, whatever its provider says of it. */
    @Test
    void theReasonThatWasGrantedIsNotTheProvidersWords() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", "declined").then().statusCode(201);
        granted(order, "5.00", "Late by two weeks");
        escalates(order);
        assertThat(market.financials(order).getString("refunds[0].reason")).isEqualTo("Late by two weeks");
        JsonPath staffs = Market.financialsOfStaff(order);
        assertThat(staffs.getString("refunds[0].reason")).isEqualTo("Late by two weeks");
        assertThat(staffs.getString("refunds[0].providerWords")).contains("decline");
    }

    @Test
    void itIsTriedAgain() {
        String order = escalated("never-arrives");
        retry(refund(order)).then().statusCode(200);
        Market.eventually(() -> assertThat(status(order)).isEqualTo("SUBMITTED"));
        Http.advance(Duration.ofHours(1));
        Market.eventually(() -> assertThat(status(order)).isEqualTo("SENT"));
        assertThat(market.order(order).getString("owed")).isEqualTo("0.00");
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
        assertThat(retry(refund(order)).then().statusCode(409).extract().<String>path("currentStatus"))
                .isEqualTo("SENT");
    }

    /** A22: providers who never say that it arrived: somebody does, and what was sent is given back by no other way. */
    @Test
    void whatWasSentHasArrivedAndIsNotGivenTwice() {
        String order = escalated("never-arrives");
        JsonPath waiting = market.financials(order);
        assertThat(waiting.getString("owed")).isEqualTo("0.00");
        assertThat(waiting.getString("sentBack")).isEqualTo("29.90");
        assertThat(waiting.getString("refunded")).isEqualTo("29.90");
        assertThat(waiting.getString("refunds[0].explanation")).contains("were sent back");
        assertThat(market.order(order).getString("owed")).isEqualTo("0.00");
        assertThat(act(refund(order), "closing", Map.of("reason", "The buyer has it"))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("REFUND_WAS_SENT");
        act(refund(order), "arrival", Map.of()).then().statusCode(400);
        assertThat(act(refund(order), "arrival", Map.of("source", "The buyer has found it"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("status"))
                .isEqualTo("ARRIVED");
        assertThat(market.financials(order).getString("sentBack")).isEqualTo("29.90");
        String unsent = escalated("declined");
        assertThat(act(refund(unsent), "arrival", Map.of("source", "The buyer has found it"))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("REFUND_NOT_SENT");
    }

    /** With a refund's references one can ask the buyer's bank about them: sellers do not see them. */
    @Test
    void sellersSeeNoReferencesOfRefunds() {
        String order = escalated("never-arrives");
        String refund = refund(order);
        assertThat(market.financials(order).getString("refunds[0].reference")).isNotNull();
        for (String path : List.of("/v1/orders/" + order + "/financials", "/v1/refunds/" + refund)) {
            assertThat(Http.as(market.seller, "seller")
                            .get(path)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .contains(refund)
                    .doesNotContain("\"reference\":\"");
        }
    }

    @Test
    void itIsPaidInAnotherWay() {
        String order = escalated("declined");
        act(refund(order), "settlement", Map.of("how", "Bank transfer")).then().statusCode(400);
        JsonPath settled = act(
                        refund(order),
                        "settlement",
                        Map.of("how", "Bank transfer", "reference", "TR-7", "statement", "The card was closed"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(settled.getString("status")).isEqualTo("SETTLED");
        assertThat(settled.getString("settlement.reference")).isEqualTo("TR-7");
        JsonPath money = market.financials(order);
        assertThat(money.getString("refunded")).isEqualTo("29.90");
        assertThat(money.getString("sentBack")).isEqualTo("29.90");
        assertThat(money.getString("owed")).isEqualTo("0.00");
        assertThat(money.getString("refunds[0].explanation")).contains("Bank transfer");
        act(refund(order), "closing", Map.of("reason", "Paid already")).then().statusCode(409);
    }

    @Test
    void itIsClosedWithAReason() {
        String order = escalated("declined");
        for (String role : List.of("moderator", "service")) {
            Http.as("mia", role)
                    .body(Map.of("reason", "No"))
                    .post("/v1/refunds/" + refund(order) + "/closing")
                    .then()
                    .statusCode(403);
        }
        act(refund(order), "closing", Map.of()).then().statusCode(400);
        act(refund(order), "closing", Map.of("reason", "The buyer has declined it"))
                .then()
                .statusCode(200);
        JsonPath money = market.financials(order);
        assertThat(money.getString("refunds[0].status")).isEqualTo("CLOSED");
        assertThat(money.getString("refunds[0].explanation")).contains("The buyer has declined it");
        assertThat(money.getString("refunded")).isEqualTo("0.00");
        assertThat(money.getString("owed")).isEqualTo("0.00");
        // It can be given back in another way now.
        assertThat(money.getString("refundable")).isEqualTo("29.90");
        Http.as("lea", "lead")
                .body(Map.of("amount", "5.00", "reason", "For the trouble"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
    }

    /** A20b: what its provider has taken and never sends is put before a person, too. */
    @Test
    void whatIsNeverSentIsEscalated() {
        String order = cancelled("never-sent");
        Market.eventually(() -> assertThat(status(order)).isEqualTo("SUBMITTED"));
        Http.advanceBusinessDays(10);
        Market.eventually(() -> assertThat(status(order)).isEqualTo("ESCALATED"));
    }

    /** A20: of several payments the policy names which gives back first; each gives at most what it brought. */
    @Test
    void paymentsGiveBackInTheOrderThatThePolicyNames() {
        assertThat(givenBackInTwo(market)).containsExactly("pay-1 10.00", "pay-2 2.00", "pay-2 10.00");
        assertThat(givenBackInTwo(Market.under("last-paid")))
                .containsExactly("pay-2 12.00", "pay-2 7.90", "pay-1 2.10");
        for (String policy : List.of("aliexpress", "last-paid")) {
            assertThat(Http.as(market.buyer, "buyer")
                            .get("/v1/policies/" + policy)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .getList("words.text", String.class))
                    .anyMatch(sentence -> sentence.contains(
                            policy.equals("last-paid") ? "you paid last is given" : "you paid first is given"));
        }
    }

    /** 12.00 and then 10.00 of an order for which 10.00 and then 19.90 were paid. */
    private static List<String> givenBackInTwo(Market shop) {
        String order = shop.placed();
        shop.pay(order, "pay-1", "10.00", "ch_" + order + "-1").then().statusCode(201);
        Http.advance(Duration.ofMinutes(1));
        shop.pay(order, "pay-2", "19.90", "ch_" + order + "-2").then().statusCode(201);
        granted(order, "12.00", "Late");
        Http.advance(Duration.ofMinutes(1));
        granted(order, "10.00", "Broken");
        return shop.financials(order).<Map<String, Object>>getList("refunds").stream()
                .map(refund -> refund.get("paymentId") + " " + refund.get("amount"))
                .toList();
    }

    private static void granted(String order, String amount, String reason) {
        Http.as("lea", "lead")
                .body(Map.of("amount", amount, "reason", reason))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
    }

    /** A20: a refund names what it is for. */
    @Test
    void aCancellationsRefundNamesUnitsAndShipping() {
        String order = cancelled("ch");
        JsonPath money = market.financials(order);
        assertThat(money.getList("refunds[0].purposes.kind")).isEqualTo(List.of("UNITS", "SHIPPING"));
        assertThat(money.getString("refunds[0].purposes[0].amount")).isEqualTo("25.00");
        assertThat(money.getInt("refunds[0].purposes[0].quantity")).isEqualTo(2);
        assertThat(money.getString("refunds[0].purposes[1].amount")).isEqualTo("4.90");
    }

    /** A20: shipping goes back once, and a line never twice. */
    @Test
    void whatIsNamedGoesBackOnce() {
        String order = market.paid();
        Map<String, Object> unit = Map.of("line", 1, "quantity", 1);
        Http.as("lea", "lead")
                .body(Map.of("amount", "18.00", "reason", "Broken", "lines", List.of(unit), "shipping", "4.90"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        assertThat(market.financials(order).getList("refunds[0].purposes.kind"))
                .isEqualTo(List.of("SHIPPING", "UNITS", "GOODWILL"));
        Http.as("lea", "lead")
                .body(Map.of("amount", "1.00", "reason", "Again", "shipping", "1.00"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(409);
        Http.as("lea", "lead")
                .body(Map.of("amount", "11.00", "reason", "Again", "lines", List.of(Map.of("line", 2, "quantity", 1))))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(400);
        // The unit that was paid back leaves without any more money, and shipping goes with the other one no second
        // time.
        market.approve(market.ask(order, Map.of("lines", List.of(unit)))
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"))
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("18.00");
        market.approve(market.asked(order)).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(market.financials(order).getList("refunds[1].purposes.kind")).isEqualTo(List.of("UNITS"));
    }
}
