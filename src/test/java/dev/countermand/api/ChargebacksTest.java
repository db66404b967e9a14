package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A20a: what the bank takes back counts as money gone back, and blocks a refund of the same money. */
@QuarkusTest
class ChargebacksTest {

    private final Market market = Market.open();

    private static Response tell(String order, String id, String amount, String state) {
        return Http.as("shop", "service")
                .body(Map.of("id", id, "amount", amount, "state", state, "reason", "Goods not received"))
                .post("/v1/orders/" + order + "/payments/pay-1/chargebacks");
    }

    @Test
    void openedItBlocksARefundOfTheSameMoneyAndWonItBringsItBack() {
        String order = market.paid();
        tell(order, "cb-1", "20.00", "OPENED").then().statusCode(201);
        tell(order, "cb-1", "20.00", "OPENED").then().statusCode(200);
        JsonPath money = market.financials(order);
        assertThat(money.getString("chargedBack")).isEqualTo("20.00");
        assertThat(money.getString("refundable")).isEqualTo("9.90");
        assertThat(money.getString("payments[0].chargedBack")).isEqualTo("20.00");
        assertThat(money.getString("chargebacks[0].state")).isEqualTo("OPENED");
        assertThat(money.getList("happened", String.class)).anyMatch(words -> words.startsWith("The bank has taken"));
        JsonPath refused = Http.as("lea", "lead")
                .body(Map.of("amount", "10.00", "reason", "Late"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(refused.getString("refundable")).isEqualTo("9.90");

        tell(order, "cb-1", "20.00", "WON").then().statusCode(200);
        // Word of the beginning that comes late changes nothing.
        tell(order, "cb-1", "20.00", "OPENED").then().statusCode(200);
        assertThat(market.financials(order).getString("chargedBack")).isEqualTo("0.00");
        assertThat(market.financials(order).getString("refundable")).isEqualTo("29.90");
        assertThat(market.financials(order).getList("refunds")).isEmpty();
        assertThat(Http.as("mod-1", "moderator")
                        .queryParam("subject", order)
                        .get("/v1/audit")
                        .jsonPath()
                        .getList("items.action"))
                .containsOnlyOnce("payment.charged-back")
                .containsOnlyOnce("payment.chargeback-won");
        // The bank's words are for staff.
        assertThat(Http.as(market.buyer, "buyer")
                        .get("/v1/orders/" + order + "/financials")
                        .body()
                        .asString())
                .contains("cb-1")
                .doesNotContain("Goods not received");
    }

    /** Nothing is owed for it any more: what no carrier has is not sent. */
    @Test
    void lostForGoodTheGoodsAreNotSent() {
        String order = market.paid();
        tell(order, "cb-1", "29.90", "OPENED").then().statusCode(201);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        tell(order, "cb-1", "29.90", "LOST").then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("chargedBack")).isEqualTo("29.90");
        assertThat(after.getString("refunded")).isEqualTo("0.00");
    }

    /** What is owed once the bank has returned the money goes back by itself. */
    @Test
    void whatWasCancelledMeanwhileGoesBackWhenItIsWon() {
        String order = market.paid();
        tell(order, "cb-1", "29.90", "OPENED").then().statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        assertThat(market.financials(order).getList("refunds")).isEmpty();
        tell(order, "cb-1", "29.90", "WON").then().statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
        assertThat(market.financials(order).getString("refunds[0].rule")).isEqualTo("A20a");
    }

    /** A20a: what comes in after all and is not owed goes back whole, though a bank has taken what was kept for a cost. */
    @Test
    void whatIsNotOwedGoesBackWholeBesideAChargeback() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        shop.handOver(order, Map.of("outcome", "REFUSED", "inWriting", true, "reason", "It does not fit"))
                .then()
                .statusCode(200);
        assertThat(shop.financials(order).getString("refunded")).isEqualTo("25.00");
        Market.eventually(() -> assertThat(shop.financials(order).getString("refunds[0].status"))
                .isEqualTo("SUBMITTED"));
        tell(order, "cb-1", "29.90", "OPENED").then().statusCode(201);
        shop.pay(order, "pay-2", "10.00", "late_" + order).then().statusCode(201);
        assertThat(shop.financials(order).getString("refunds.find { it.paymentId == 'pay-2' }.amount"))
                .isEqualTo("10.00");
    }

    /** A refund that is with its provider goes on: what has gone twice is shown to staff. */
    @Test
    void whatIsUnderWayGoesOnAndIsSeen() {
        String order = market.paid();
        market.approve(market.asked(order)).then().statusCode(200);
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("SUBMITTED"));
        tell(order, "cb-1", "29.90", "OPENED").then().statusCode(201);
        JsonPath money = Market.financialsOfStaff(order);
        assertThat(money.getString("chargedBack")).isEqualTo("0.00");
        assertThat(money.getString("payments[0].goneTwice")).isEqualTo("29.90");
        tell(order, "cb-1", "29.90", "WON").then().statusCode(200);
        assertThat(Market.financialsOfStaff(order).getString("payments[0].goneTwice"))
                .isNull();
    }

    /**
     * A20, A20a: of a refund that was stopped in part, the rest goes on; won, only what was stopped goes on besides. Where the
     * refund was with its provider before the bank spoke, it goes on as a whole.
     */
    @Test
    void whatWasStoppedInPartIsNotGivenTwice() {
        for (int round = 0; round < 5; round++) {
            String order = market.paid();
            String request = market.ask(order, Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            market.approve(request).then().statusCode(200);
            String owed = market.order(order).getString("refunded");
            tell(order, "cb-1", "25.00", "OPENED").then().statusCode(201);
            tell(order, "cb-1", "25.00", "WON").then().statusCode(200);
            assertThat(market.order(order).getString("refunded")).isEqualTo(owed);
            assertThat(market.financials(order).getString("chargedBack")).isEqualTo("0.00");
        }
    }

    @Test
    void refusesWhatContradictsAndWhatIsNotThere() {
        String order = market.paid();
        tell(order, "cb-1", "30.00", "OPENED").then().statusCode(400);
        tell(order, "cb-1", "0.00", "OPENED").then().statusCode(400);
        tell(order, "cb-1", "10.00", "OPENED").then().statusCode(201);
        tell(order, "cb-1", "11.00", "WON").then().statusCode(409);
        Http.as("shop", "service")
                .body(Map.of("id", "cb-2", "amount", "1.00", "state", "OPENED"))
                .post("/v1/orders/" + order + "/payments/nobody/chargebacks")
                .then()
                .statusCode(404);
        Http.as(market.buyer, "buyer")
                .body(Map.of("id", "cb-2", "amount", "1.00", "state", "OPENED"))
                .post("/v1/orders/" + order + "/payments/pay-1/chargebacks")
                .then()
                .statusCode(403);
        assertThat(market.financials(order).getList("chargebacks.id")).isEqualTo(List.of("cb-1"));
    }
}
