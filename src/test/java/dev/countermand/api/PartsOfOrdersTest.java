package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders of which one part goes another way than the rest: shipped, asked for, paid. */
@QuarkusTest
class PartsOfOrdersTest {

    private static final List<Map<String, Object>> TWO_LINES = List.of(
            Map.of("sku", "MUG", "quantity", 1, "unitPrice", "10.00"),
            Map.of("sku", "CUP", "quantity", 1, "unitPrice", "15.00"));

    private final Market market = Market.open();

    private String twoLines() {
        return market.paid(Map.of("lines", TWO_LINES));
    }

    private String askFor(String order, int line) {
        return market.ask(order, Map.of("lines", List.of(Map.of("line", line, "quantity", 1))))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String ship(String order, int line) {
        String number = Market.trackingNumber();
        market.ship(order, number, Map.of("lines", List.of(Map.of("line", line, "quantity", 1))))
                .then()
                .statusCode(201);
        return number;
    }

    private String requestOf(String order) {
        return market.order(order).getString("cancellation.status");
    }

    /** A13: shipping something else is no answer to a request, and its scan does not end it. */
    @Test
    void aParcelWithOtherUnitsLeavesTheRequestToTheSeller() {
        String order = twoLines();
        String request = askFor(order, 1);
        String number = ship(order, 2);
        assertThat(requestOf(order)).isEqualTo("PENDING");
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(requestOf(order)).isEqualTo("PENDING");
        market.approve(request).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(after.getString("refunded")).isEqualTo("10.00");
    }

    /** A13: of two parcels, the one with the units that were asked for decides. */
    @Test
    void theParcelWithTheRequestedUnitsDecides() {
        String order = twoLines();
        String first = ship(order, 1);
        String second = ship(order, 2);
        askFor(order, 1);
        assertThat(requestOf(order)).isEqualTo("CONTESTED");
        Market.scan(second, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(requestOf(order)).isEqualTo("CONTESTED");
        Market.scan(first, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(requestOf(order)).isEqualTo("TOO_LATE");
        askAgainIsRefused(order);
    }

    private void askAgainIsRefused(String order) {
        assertThat(market.ask(order).then().statusCode(409).extract().<String>path("code"))
                .isEqualTo("CARRIER_ACCEPTED");
    }

    /** A9, A13: what was not declared in time leaves the order, a request about what was declared goes on. */
    @Test
    void theProcessingTimeEndsOnlyWhatWasNotDeclared() {
        String order = market.paid(Map.of("lines", TWO_LINES, "processingTime", "P2D"));
        askFor(order, 1);
        ship(order, 1);
        assertThat(requestOf(order)).isEqualTo("CONTESTED");
        Http.advance(Duration.ofDays(2).plusMinutes(1));
        JsonPath overdue = market.order(order);
        assertThat(overdue.getString("status")).isEqualTo("SHIPPED");
        // The second line, and the fee stays with what is left.
        assertThat(overdue.getString("refunded")).isEqualTo("15.00");
        assertThat(overdue.getString("cancellation.status")).isEqualTo("CONTESTED");
    }

    /** A9: a request about what nobody declared is granted by the deadline, and the next one can be made. */
    @Test
    void theProcessingTimeGrantsARequestForWhatWasNotDeclared() {
        String order = market.paid(Map.of("lines", TWO_LINES, "processingTime", "P2D"));
        askFor(order, 1);
        ship(order, 2);
        Http.advance(Duration.ofDays(2).plusMinutes(1));
        JsonPath overdue = market.order(order);
        assertThat(overdue.getString("cancellation.status")).isEqualTo("EXPIRED_APPROVED");
        assertThat(overdue.getString("refunded")).isEqualTo("10.00");
        assertThat(market.eligibility(order).getString("mode")).isEqualTo("REQUEST");
        askFor(order, 2);
        assertThat(requestOf(order)).isEqualTo("CONTESTED");
    }

    /** C1: what is in the post is not cancelled with the rest. */
    @Test
    void whatWasSentIsNotCancelled() {
        Market shop = Market.under("cod-post");
        String order = shop.placed(Map.of("lines", TWO_LINES));
        shop.ship(order, Market.trackingNumber(), Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(201);
        shop.ask(order).then().statusCode(201);
        JsonPath after = shop.order(order);
        assertThat(after.getString("status")).isEqualTo("SHIPPED");
        assertThat(after.getInt("lines[0].shipped")).isEqualTo(1);
        assertThat(after.getInt("lines[0].cancelled")).isZero();
        assertThat(after.getInt("lines[1].cancelled")).isEqualTo(1);
    }

    /** A1: an order that was paid in part closes like an unpaid one, and the part goes back. */
    @Test
    void anOrderPaidInPartClosesAndThePartGoesBack() {
        String order = market.placed();
        market.pay(order, "pay-1", "10.00", "ch_" + order).then().statusCode(201);
        JsonPath eligibility = market.eligibility(order);
        assertThat(eligibility.getString("code")).isEqualTo("PARTLY_PAID");
        assertThat(eligibility.getString("mode")).isEqualTo("IMMEDIATE");
        Http.advance(Duration.ofDays(20).plusMinutes(1));
        JsonPath closed = market.order(order);
        assertThat(closed.getString("status")).isEqualTo("CLOSED_UNPAID");
        assertThat(closed.getString("refunded")).isEqualTo("10.00");
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("ARRIVED"));
    }

    /** A10, A25: a window stands still with the order, and runs on with what was left. */
    @Test
    void aWindowStandsStillWhileTheOrderIsFrozen() {
        Market shop = Market.under("impatient");
        String order = shop.paid();
        Http.advance(Duration.ofHours(20));
        Http.as("mia", "moderator")
                .body(Map.of("reason", "A forged page"))
                .post("/v1/orders/" + order + "/freeze")
                .then()
                .statusCode(200);
        Http.advance(Duration.ofDays(2));
        Http.as("mia", "moderator")
                .body(Map.of("reason", "It was genuine"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
        assertThat(shop.eligibility(order).getString("mode")).isEqualTo("REQUEST");
        Http.advance(Duration.ofHours(3).plusMinutes(50));
        assertThat(shop.eligibility(order).getString("mode")).isEqualTo("REQUEST");
        Http.advance(Duration.ofMinutes(11));
        assertThat(shop.eligibility(order).getString("code")).isEqualTo("WINDOW_CLOSED");
    }

    /** D1, A25: so does the law's time after the hand-over. */
    @Test
    void theLawsTimeStandsStillWhileTheOrderIsFrozen() {
        Market shop = Market.under("lamoda+distance-selling");
        String order = shop.paid();
        shop.handOver(order, Map.of("outcome", "ACCEPTED", "termsInWriting", true))
                .then()
                .statusCode(200);
        Http.as("mia", "moderator")
                .body(Map.of("reason", "A forged page"))
                .post("/v1/orders/" + order + "/freeze")
                .then()
                .statusCode(200);
        Http.advance(Duration.ofDays(8));
        Http.as("mia", "moderator")
                .body(Map.of("reason", "It was genuine"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
        Http.advance(Duration.ofDays(6));
        assertThat(shop.eligibility(order).getString("code")).isEqualTo("WITHDRAWAL_AFTER_HAND_OVER");
    }
}
