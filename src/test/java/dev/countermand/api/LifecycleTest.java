package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The story of the service, told over HTTP. */
@QuarkusTest
class LifecycleTest {

    private final Market market = Market.open();

    /** A4, A5, A8, A20-A23. */
    @Test
    void theBuyerAsksTheSellerAgreesAndTheMoneyArrives() {
        String order = market.paid();

        JsonPath eligibility = Http.as(market.buyer, "buyer")
                .get("/v1/orders/" + order + "/cancellation-eligibility")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(eligibility.getBoolean("eligible")).isTrue();
        assertThat(eligibility.getString("mode")).isEqualTo("REQUEST");
        assertThat(eligibility.getList("reasons")).contains("OUT_OF_STOCK", "OTHER");

        String request = market.asked(order);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        market.approve(request).then().statusCode(200);

        JsonPath cancelled = market.order(order);
        assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.getString("cancelledBy")).isEqualTo("AGREEMENT");
        assertThat(cancelled.getList("deadlines")).isEmpty();

        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("SUBMITTED"));
        Http.advance(Duration.ofHours(1));
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("ARRIVED"));
        JsonPath financials = market.financials(order);
        assertThat(financials.getString("paid")).isEqualTo("29.90");
        assertThat(financials.getString("refunded")).isEqualTo("29.90");
        assertThat(financials.getString("refundable")).isEqualTo("0.00");
        assertThat(financials.getString("refunds[0].paymentId")).isEqualTo("pay-1");
        assertThat(financials.getMap("refunds[0]")).containsKeys("sentAt", "expectedFrom", "expectedTo", "arrivedAt");
        assertThat(financials.getList("ledger.amount")).containsExactly("29.90", "-29.90");
        assertThat(events(order))
                .containsExactly(
                        "order.placed",
                        "payment.captured",
                        "order.paid",
                        "cancellation.requested",
                        "cancellation.approved",
                        "order.cancelled",
                        "refund.requested",
                        "refund.submitted",
                        "refund.sent",
                        "refund.arrived");
    }

    /** A6, A7. */
    @Test
    void theSellerRefusesTheBuyerAsksAgainAndResumes() {
        String order = market.paid();
        String first = market.asked(order);
        market.refuse(first).then().statusCode(200);
        assertThat(market.order(order).getString("cancellation.explanation")).isEqualTo("The parcel leaves in an hour");

        String second = market.asked(order);
        market.withdraw(second).then().statusCode(200);
        JsonPath resumed = market.order(order);
        assertThat(resumed.getString("status")).isEqualTo("PROCESSING");
        assertThat(resumed.getString("cancellation.status")).isEqualTo("WITHDRAWN");
        assertThat(resumed.getList("deadlines.kind")).containsExactly("DECLARE_SHIPMENT");
        market.approve(second).then().statusCode(409);
    }

    /** A13, A14, A18: the carrier has it in time, and escrow is released by itself. */
    @Test
    void aRealShipmentEndsAContestedRequestAsTooLate() {
        String order = market.paid();
        market.asked(order);
        String number = Market.trackingNumber();
        JsonPath declared =
                market.ship(order, number).then().statusCode(201).extract().jsonPath();
        assertThat(declared.getBoolean("number.valid")).isTrue();
        assertThat(declared.getString("contestedCancellation")).isNotNull();
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("CONTESTED");

        Market.scan(number, "LABEL_CREATED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");

        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        JsonPath moving = market.order(order);
        assertThat(moving.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(moving.getString("cancellation.status")).isEqualTo("TOO_LATE");
        market.ask(order).then().statusCode(409);

        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
        // A18: escrow is released by itself.
        Http.advance(Duration.ofDays(15).plusMinutes(1));
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
    }

    /** A13, A17, A25, A26, F1, F2: the dodge, found, frozen, decided, refunded. */
    @Test
    void aShipmentThatNeverMovesIsFrozenDecidedAndRefunded() {
        String order = market.paid();
        String request = market.asked(order);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Http.advanceBusinessDays(5);
        Market.sweep();

        JsonPath frozen = market.order(order);
        assertThat(frozen.getBoolean("frozen")).isTrue();
        assertThat(frozen.getList("allowedActions")).containsExactly("RELEASE");
        market.ask(order).then().statusCode(409);

        JsonPath cases = Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(cases.getList("items.orderId")).containsExactly(order);
        String id = cases.getString("items[0].id");
        JsonPath file = Http.as("mod-1", "moderator").get("/v1/cases/" + id).jsonPath();
        assertThat(file.getList("signals.code")).contains("NO_CARRIER_MOVEMENT", "SHIPPED_TO_BLOCK");
        assertThat(file.getList("signals.words", String.class))
                .allSatisfy(words -> assertThat(words).hasSizeGreaterThan(20));

        String token = Desk.claim(id);
        Http.as("mod-2", "moderator").post("/v1/cases/" + id + "/claim").then().statusCode(409);
        Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(Map.of("verdict", "CANCEL_AND_REFUND", "statement", "The number was never posted."))
                .post("/v1/cases/" + id + "/decision")
                .then()
                .statusCode(200);

        JsonPath cancelled = market.order(order);
        assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.getString("cancelledBy")).isEqualTo("ADMINISTRATION");
        assertThat(cancelled.getBoolean("frozen")).isFalse();
        assertThat(cancelled.getString("cancellation.id")).isEqualTo(request);
        assertThat(cancelled.getString("cancellation.status")).isEqualTo("UPHELD");
        assertThat(cancelled.getString("refunded")).isEqualTo("29.90");

        JsonPath seller = Http.as("mod-1", "moderator")
                .get("/v1/sellers/" + market.seller)
                .jsonPath();
        assertThat(seller.getList("entries.rule")).containsExactly("A26");
        // Until the decision cannot be undone any more.
        assertThat(market.financials(order).getString("refunds[0].status")).isEqualTo("REQUESTED");
        Http.advance(Duration.ofMinutes(10));
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("SUBMITTED"));
        Http.advance(Duration.ofHours(1));
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("ARRIVED"));

        // F: a scan after all takes back what it refutes; what was decided stands until the seller appeals.
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        JsonPath signals = DetectorsTest.signals(order);
        assertThat(signals.getList("signals.clearedBecause", String.class))
                .isNotEmpty()
                .allSatisfy(because -> assertThat(because).startsWith("The carrier scanned the parcel on"));
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
    }

    /** F: a late physical scan clears F1 and F2; A25: deadlines ran on. */
    @Test
    void aLateScanThawsByItself() {
        String order = market.paid();
        market.asked(order);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Http.advanceBusinessDays(5);
        Market.sweep();
        assertThat(market.order(order).getBoolean("frozen")).isTrue();

        Market.scan(number, "IN_TRANSIT", Http.now()).then().statusCode(200);
        JsonPath thawed = market.order(order);
        assertThat(thawed.getBoolean("frozen")).isFalse();
        assertThat(thawed.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(thawed.getString("cancellation.status")).isEqualTo("TOO_LATE");
        JsonPath cases = Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .jsonPath();
        assertThat(cases.getList("items.status")).containsExactly("CLOSED");
        assertThat(events(order)).contains("order.frozen", "case.opened", "order.released", "case.closed");
    }

    /** A13: what the carrier has not accepted by the deadline is treated as in F, without waiting for a sweep. */
    @Test
    void theContestedDeadlineFreezesByItself() {
        String order = market.paid();
        market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        assertThat(market.order(order).getList("deadlines.kind"))
                .containsExactly("CARRIER_ACCEPTANCE", "PARCEL_OVERDUE");
        Http.advanceBusinessDays(5);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
    }

    /** A4, A14: what is shipped is shipped; a request about the rest waits for its seller. */
    @Test
    void aParcelOfAPartDoesNotEndARequestAboutTheRest() {
        String order = market.paid();
        String number = Market.trackingNumber();
        Http.as(market.seller, "seller")
                .body(Map.of(
                        "carrier", "ups", "trackingNumber", number, "lines", List.of(Map.of("line", 1, "quantity", 1))))
                .post("/v1/orders/" + order + "/shipments")
                .then()
                .statusCode(201);
        String request = market.asked(order);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("PENDING");
        market.approve(request).then().statusCode(200);
        JsonPath rest = market.order(order);
        assertThat(rest.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(rest.getInt("lines[0].cancelled")).isEqualTo(1);
        assertThat(rest.getString("refunded")).isEqualTo("12.50");
        assertThat(rest.getString("total")).isEqualTo("17.40");
    }

    /** F3: one number on two orders of two buyers. */
    @Test
    void aNumberOfSomebodyElsesParcelIsFound() {
        String number = Market.trackingNumber();
        String honest = market.paid();
        market.ship(honest, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);

        Market other = Market.open();
        String dodged = other.paid();
        other.ship(dodged, number).then().statusCode(201);
        Market.sweep();
        assertThat(other.order(dodged).getBoolean("frozen")).isTrue();
        assertThat(market.order(honest).getBoolean("frozen")).isFalse();
    }

    private static List<String> events(String order) {
        return Http.as("mod-1", "moderator")
                .queryParam("subject", order)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.action");
    }
}
