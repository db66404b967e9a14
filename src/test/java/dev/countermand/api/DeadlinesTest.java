package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens because nothing happened. */
@QuarkusTest
class DeadlinesTest {

    private final Market market = Market.open();

    /** A1, A2. */
    @Test
    void anUnpaidOrderClosesAfterTwentyDaysAndStaysInTheLists() {
        String order = market.placed();
        Http.advance(Duration.ofDays(20).minusHours(1));
        assertThat(market.order(order).getString("status")).isEqualTo("PLACED");
        Http.advance(Duration.ofHours(1));
        assertThat(market.order(order).getString("status")).isEqualTo("CLOSED_UNPAID");
        // A20a: money that comes later is taken down, and goes back.
        market.pay(order, "pay-1", "29.90", "late").then().statusCode(201);
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
        assertThat(Http.as(market.buyer, "buyer").get("/v1/orders").jsonPath().getList("items.id"))
                .contains(order);
    }

    /** A2. */
    @Test
    void anUnpaidOrderIsCancelledAtOnce() {
        String order = market.placed();
        assertThat(market.ask(order).then().statusCode(201).extract().<String>path("status"))
                .isEqualTo("APPROVED");
        assertThat(market.order(order).getString("cancelledBy")).isEqualTo("BUYER_UNPAID");
        assertThat(market.financials(order).getList("refunds")).isEmpty();
    }

    /** A3. */
    @Test
    void whileThePaymentIsVerifiedNothingCanBeCancelled() {
        String order = market.placed();
        market.verifying(order);
        JsonPath refused = market.ask(order).then().statusCode(409).extract().jsonPath();
        assertThat(refused.getString("code")).isEqualTo("PAYMENT_VERIFYING");
        assertThat(refused.getString("currentStatus")).isEqualTo("PAYMENT_VERIFYING");
        // After 24 hours the marketplace is told, once.
        Http.advance(Duration.ofHours(25));
        Http.advance(Duration.ofHours(25));
        assertThat(Http.as("mod-1", "moderator")
                        .queryParam("subject", order)
                        .get("/v1/audit")
                        .jsonPath()
                        .getList("items.action"))
                .containsOnlyOnce("payment.verification-overdue");
        Http.as("shop", "service")
                .post("/v1/orders/" + order + "/payments/pay-1/captured")
                .then()
                .statusCode(200);
        market.ask(order).then().statusCode(201);
    }

    /** A9, A24. */
    @Test
    void anOverdueOrderIsCancelledRefundedAndCountedAgainstTheSeller() {
        String order = market.paid();
        String request = market.asked(order);
        Http.advance(Duration.ofDays(7).plusMinutes(1));
        JsonPath overdue = market.order(order);
        assertThat(overdue.getString("status")).isEqualTo("CANCELLED");
        assertThat(overdue.getString("cancelledBy")).isEqualTo("TIMEOUT");
        assertThat(overdue.getString("refunded")).isEqualTo("29.90");
        assertThat(overdue.getString("cancellation.id")).isEqualTo(request);
        assertThat(overdue.getString("cancellation.status")).isEqualTo("EXPIRED_APPROVED");
        JsonPath seller = Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller)
                .jsonPath();
        assertThat(seller.getInt("points")).isEqualTo(2);
        assertThat(seller.getString("entries[0].rule")).isEqualTo("A9");
        // 5 percent of 29.90
        assertThat(seller.getString("entries[0].amount")).isEqualTo("1.50");
    }

    /** A25: frozen, every deadline stands still; what was left of it runs on after release. */
    @Test
    void aFrozenOrdersDeadlinesStandStill() {
        String order = market.paid();
        Instant due = Instant.parse(market.order(order).getString("deadlines[0].dueAt"));
        Http.advance(Duration.ofDays(3));
        Desk.freeze(order, "A tip from the police");
        Http.advance(Duration.ofDays(30));
        JsonPath frozen = market.order(order);
        assertThat(frozen.getString("status")).isEqualTo("PROCESSING");
        assertThat(frozen.getBoolean("deadlines[0].paused")).isTrue();
        for (JsonPath refused : new JsonPath[] {
            market.ask(order).then().statusCode(409).extract().jsonPath(),
            market.ship(order, Market.trackingNumber())
                    .then()
                    .statusCode(409)
                    .extract()
                    .jsonPath()
        }) {
            assertThat(refused.getString("currentStatus")).isEqualTo("PROCESSING");
        }
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "Cleared up"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
        Instant moved = Instant.parse(market.order(order).getString("deadlines[0].dueAt"));
        assertThat(Duration.between(due, moved))
                .isBetween(Duration.ofDays(30), Duration.ofDays(30).plusMinutes(5));
        Http.advance(Duration.ofDays(4).plusMinutes(5));
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
    }

    /** A22. */
    @Test
    void moneyThatDoesNotArriveIsEscalated() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", "never-arrives").then().statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("SUBMITTED"));
        Http.advance(Duration.ofHours(1));
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("SENT"));
        Http.advanceBusinessDays(10);
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("ESCALATED"));
    }

    /** A18: the buyer confirms receipt; only they, only once, and not while the order is frozen. */
    @Test
    void theBuyerConfirmsReceipt() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getList("deadlines.kind")).containsExactly("RELEASE_ESCROW");
        Http.as(market.seller, "seller")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(403);
        for (int i = 0; i < 2; i++) {
            Http.as(market.buyer, "buyer")
                    .post("/v1/orders/" + order + "/receipt")
                    .then()
                    .statusCode(200);
        }
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(market.order(order).getList("deadlines")).isEmpty();
        market.ask(order).then().statusCode(409);
    }
}
