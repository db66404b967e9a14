package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** P5, P6, P7: no parcel is forgotten, whoever does nothing. */
@QuarkusTest
class LostParcelsTest {

    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));

    private final Market market = Market.open();

    private static void accept(String number) {
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
    }

    private static Instant due(JsonPath order, String kind) {
        return order.getList("deadlines", Map.class).stream()
                .filter(deadline -> kind.equals(deadline.get("kind")))
                .map(deadline -> Instant.parse((String) deadline.get("dueAt")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + order.getList("deadlines")));
    }

    private static List<Map<String, Object>> cases(String seller) {
        return Http.as("mod-1", "moderator")
                .queryParam("sellerId", seller)
                .get("/v1/cases")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private static JsonPath decide(String id, String verdict) {
        return verdict(id, verdict).then().statusCode(200).extract().jsonPath();
    }

    private static Response verdict(String id, String verdict) {
        String token = Desk.claim(id);
        return Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(Map.of("verdict", verdict, "statement", "The carrier's hotline says so, and it is believed"))
                .post("/v1/cases/" + id + "/decision");
    }

    /** The one case that nobody has decided yet. */
    private String openCase() {
        return cases(market.seller).stream()
                .filter(one -> List.of("OPEN", "CLAIMED").contains(one.get("status")))
                .map(one -> (String) one.get("id"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no case is open"));
    }

    private static List<String> events(String order) {
        return Http.as("mod-1", "moderator")
                .queryParam("subject", order)
                .queryParam("limit", 200)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.action");
    }

    private int fines() {
        return Http.as("mod-1", "moderator")
                .get("/v1/sellers/" + market.seller)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("points");
    }

    /** P5: after the silence, and when a person has it before them. */
    private static void lostAndAsked() {
        Http.advance(Duration.ofDays(46));
        Http.advance(Duration.ofDays(11));
    }

    private String onItsWay() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        accept(number);
        return order;
    }

    /** P1: what each unit is can be seen, by line and by parcel. */
    @Test
    void whatEachUnitIsCanBeSeen() {
        String order = market.paid();
        JsonPath placed = market.order(order);
        assertThat(placed.getInt("lines[0].open")).isEqualTo(2);
        String number = Market.trackingNumber();
        market.ship(order, number, ONE_UNIT).then().statusCode(201);
        JsonPath shipped = market.order(order);
        assertThat(shipped.getInt("lines[0].open")).isEqualTo(1);
        assertThat(shipped.getInt("lines[0].inParcels")).isEqualTo(1);
        assertThat(shipped.getString("shipments[0].state")).isEqualTo("DECLARED");
        assertThat(shipped.getInt("shipments[0].lines[0].quantity")).isEqualTo(1);
        accept(number);
        assertThat(market.order(order).getString("shipments[0].state")).isEqualTo("ACCEPTED");
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        JsonPath delivered = market.order(order);
        assertThat(delivered.getString("shipments[0].state")).isEqualTo("DELIVERED");
        assertThat(delivered.getInt("lines[0].delivered")).isEqualTo(1);
        assertThat(delivered.getInt("lines[0].inParcels")).isZero();
    }

    /** P3: units that came back are counted. */
    @Test
    void unitsThatCameBackAreCounted() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number, ONE_UNIT).then().statusCode(201);
        accept(number);
        Market.scan(number, "RETURNED", Http.now()).then().statusCode(200);
        Http.advance(Duration.ofSeconds(5));
        Market.eventually(() ->
                assertThat(market.order(order).getInt("lines[0].returned")).isEqualTo(1));
        JsonPath after = market.order(order);
        assertThat(after.getInt("lines[0].cancelled")).isEqualTo(1);
        assertThat(after.getString("shipments[0].state")).isEqualTo("RETURNED");
        assertThat(after.getList("shipments[0].lines")).isEmpty();
    }

    /** P5: each word of the carrier moves the time on. */
    @Test
    void eachWordOfTheCarrierMovesTheTimeOn() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        accept(number);
        Instant first = due(market.order(order), "PARCEL_LOST");
        Http.advance(Duration.ofDays(10));
        Market.scan(number, "IN_TRANSIT", Http.now()).then().statusCode(200);
        assertThat(Duration.between(first, due(market.order(order), "PARCEL_LOST")))
                .isBetween(Duration.ofDays(9), Duration.ofDays(11));
    }

    /** P5: silence after the scan; told; a case; nobody decides, so the buyer gets the money. The seller is not fined. */
    @Test
    void aLostParcelIsRefundedThoughNobodyDoesAnything() {
        String order = onItsWay();
        Http.advance(Duration.ofDays(46));
        JsonPath lost = market.order(order);
        assertThat(lost.getString("shipments[0].state")).isEqualTo("LOST");
        assertThat(lost.getString("shipments[0].notice"))
                .contains("The buyer can claim the money for it", "is not fined (P5)");
        assertThat(lost.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(events(order)).contains("shipment.lost");
        assertThat(cases(market.seller)).isEmpty();
        Http.advance(Duration.ofDays(11));
        assertThat(cases(market.seller))
                .singleElement()
                .satisfies(one -> assertThat(one.get("status")).isEqualTo("OPEN"));
        assertThat(market.order(order).getList("deadlines.kind")).containsExactly("PARCEL_UNANSWERED");
        Http.advance(Duration.ofDays(6));
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("cancelledBy")).isEqualTo("ADMINISTRATION");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(after.getList("deadlines")).isEmpty();
        assertThat(cases(market.seller).getFirst().get("status")).isEqualTo("CLOSED");
        assertThat(fines()).isZero();
    }

    /** P5: one parcel arrives, the other is lost: only its units are refunded, and the order goes on. */
    @Test
    void onlyTheLostParcelIsRefunded() {
        String order = market.paid();
        String arrives = Market.trackingNumber();
        String vanishes = Market.trackingNumber();
        market.ship(order, vanishes, ONE_UNIT).then().statusCode(201);
        market.ship(order, arrives, ONE_UNIT).then().statusCode(201);
        accept(vanishes);
        accept(arrives);
        Market.scan(arrives, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        lostAndAsked();
        String open = (String) cases(market.seller).getFirst().get("id");
        decide(open, "CANCEL_AND_REFUND");
        JsonPath after = market.order(order);
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        assertThat(after.getInt("lines[0].delivered")).isEqualTo(1);
        assertThat(fines()).isZero();
        // What is left was delivered long ago (A18).
        Http.advance(Duration.ofMinutes(1));
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
    }

    /** P5: a scan takes it back, and the case with it. */
    @Test
    void aScanTakesItBack() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        accept(number);
        lostAndAsked();
        assertThat(market.order(order).getString("shipments[0].state")).isEqualTo("LOST");
        Market.scan(number, "EXCEPTION", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getString("shipments[0].state")).isEqualTo("LOST");
        Market.scan(number, "IN_TRANSIT", Http.now().plusSeconds(1)).then().statusCode(200);
        JsonPath found = market.order(order);
        assertThat(found.getString("shipments[0].state")).isEqualTo("ACCEPTED");
        assertThat(found.getList("deadlines.kind")).containsExactly("PARCEL_LOST");
        assertThat(cases(market.seller).getFirst().get("status")).isEqualTo("CLOSED");
        assertThat(events(order)).contains("shipment.found");
        Market.scan(number, "DELIVERED", Http.now().plusSeconds(2)).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
    }

    /** P5: the seller is believed: it is waited for anew, and then it is lost again. */
    @Test
    void aParcelThatIsBelievedIsWaitedForAnew() {
        String order = onItsWay();
        lostAndAsked();
        decide((String) cases(market.seller).getFirst().get("id"), "RELEASE");
        JsonPath again = market.order(order);
        assertThat(again.getString("shipments[0].state")).isEqualTo("ACCEPTED");
        assertThat(due(again, "PARCEL_LOST")).isAfter(Http.now().plus(Duration.ofDays(44)));
        Http.advance(Duration.ofDays(46));
        assertThat(market.order(order).getString("shipments[0].state")).isEqualTo("LOST");
    }

    /** P7: time is given once, or a case could be decided so for ever; a word from the carrier gives it again. */
    @Test
    void aParcelIsWaitedForAnewOnceOnly() {
        String order = onItsWay();
        lostAndAsked();
        decide(openCase(), "RELEASE");
        lostAndAsked();
        verdict(openCase(), "RELEASE")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("verdict"))
                .body("errors[0].message", containsString("waited for anew before"));
        decide(openCase(), "CANCEL_AND_REFUND");
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        assertThat(fines()).as("the carrier had it (P5)").isZero();
    }

    /** P5: the buyer may claim, and the seller who agrees is not fined. */
    @Test
    void theBuyerMayClaimALostParcel() {
        String order = onItsWay();
        claim(order).then().statusCode(409);
        Http.advance(Duration.ofDays(46));
        String dispute = claim(order).then().statusCode(201).extract().path("id");
        Http.as(market.seller, "seller")
                .post("/v1/disputes/" + dispute + "/acceptance")
                .then()
                .statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(fines()).isZero();
    }

    private Response claim(String order) {
        return market.dispute(order, Map.of("kind", "NO_TRACKING_INFO", "text", "It never came"));
    }

    /** P5: within a country it is sooner. */
    @Test
    void aParcelThatStaysInItsCountryIsLostSooner() {
        String order = market.paid(Map.of("shipFrom", Map.of("country", "DE")));
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        accept(number);
        Http.advance(Duration.ofDays(21));
        assertThat(market.order(order).getString("shipments[0].state")).isEqualTo("LOST");
    }

    /** P6: the shop's own couriers, of whom nobody hears: asked, lost, decided by nobody, refunded; not fined. */
    @Test
    void whatOwnCouriersNeverDeliverIsRefunded() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        shop.ship(order, "T-" + order, Map.of("carrier", "own")).then().statusCode(201);
        assertThat(shop.order(order).getList("deadlines.kind")).containsExactly("PARCEL_OVERDUE");
        Http.advance(Duration.ofDays(16));
        assertThat(cases(shop.seller)).hasSize(1);
        assertThat(shop.order(order).getString("shipments[0].notice")).contains("the shop was asked");
        assertThat(shop.order(order).getString("shipments[0].state")).isEqualTo("DECLARED");
        Http.advance(Duration.ofDays(6));
        assertThat(shop.order(order).getString("shipments[0].state")).isEqualTo("LOST");
        Http.advance(Duration.ofDays(11));
        Http.advance(Duration.ofDays(6));
        JsonPath after = shop.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
    }

    /** P6: the shop answers by saying how the hand-over went. */
    @Test
    void aHandOverAnswers() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        shop.ship(order, "T-" + order, Map.of("carrier", "own")).then().statusCode(201);
        Http.advance(Duration.ofDays(16));
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        JsonPath after = shop.order(order);
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        assertThat(after.getString("shipments[0].state")).isEqualTo("DELIVERED");
        assertThat(after.getInt("lines[0].delivered")).isEqualTo(2);
        assertThat(after.getList("deadlines.kind")).containsExactly("RELEASE_ESCROW");
        assertThat(cases(shop.seller).getFirst().get("status")).isEqualTo("CLOSED");
    }

    /** A13, A15 after a release without a scan (fault 5): the order has its waiting times, and comes to an end. */
    @Test
    void afterAReleaseWithoutAScanTheOrderIsNotForgotten() {
        String order = market.shipped();
        Desk.freeze(order, "The buyer reports a forged page");
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "The seller showed the receipt of another parcel"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
        JsonPath released = market.order(order);
        assertThat(released.getString("status")).isEqualTo("SHIPPED");
        assertThat(released.getList("deadlines.kind")).contains("PARCEL_OVERDUE");
    }

    /** F1, then a release by verdict: what was found is not raised again, and the parcel is waited for as any other. */
    @Test
    void aDetectedOrderThatIsReleasedComesToAnEnd() {
        String order = market.shipped();
        Http.advanceBusinessDays(5);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        decide((String) cases(market.seller).getFirst().get("id"), "RELEASE");
        JsonPath released = market.order(order);
        assertThat(released.getBoolean("frozen")).isFalse();
        assertThat(released.getList("deadlines.kind")).contains("PARCEL_OVERDUE");
        Http.advance(
                Duration.between(Http.now(), due(released, "PARCEL_OVERDUE")).plusHours(1));
        assertThat(market.order(order).getString("shipments[0].notice")).contains("the shop was asked");
        Http.advance(Duration.ofDays(6));
        Http.advance(Duration.ofDays(11));
        Http.advance(Duration.ofDays(6));
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(fines()).as("no carrier that reports ever had it (A15)").isPositive();
    }

    /** P2, P6: a request for one parcel ends with it, though as many units of the line have been delivered. */
    @Test
    void aRequestForAParcelThatIsLostEndsWithIt() {
        Map<String, Object> one = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
        String order = market.paid();
        String arrives = Market.trackingNumber();
        market.ship(order, arrives, one).then().statusCode(201);
        market.ship(order, Market.trackingNumber(), one).then().statusCode(201);
        String lost = market.order(order).getString("shipments[1].id");
        Http.advanceBusinessDays(5);
        decide((String) cases(market.seller).getFirst().get("id"), "RELEASE");
        market.ask(order, Map.of("shipmentId", lost)).then().statusCode(201);
        Market.scan(arrives, "DELIVERED", Http.now()).then().statusCode(200);
        Predicate<Map<String, Object>> open = found -> "OPEN".equals(found.get("status"));
        for (int days = 0; days < 60 && cases(market.seller).stream().noneMatch(open); days++) {
            Http.advance(Duration.ofDays(1));
        }
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("CONTESTED");
        String overdue = cases(market.seller).stream()
                .filter(open)
                .map(found -> (String) found.get("id"))
                .findFirst()
                .orElseThrow();
        decide(overdue, "CANCEL_AND_REFUND");
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        assertThat(after.getString("cancellation.status")).isEqualTo("UPHELD");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
    }

    /** P7: a case that nobody decides is shown as overdue. */
    @Test
    void aCaseThatNobodyDecidesIsOverdue() {
        String order = market.shipped();
        Desk.freeze(order, "The buyer reports a forged page");
        assertThat(cases(market.seller).getFirst().get("overdueSince")).isNull();
        Http.advance(Duration.ofDays(6));
        assertThat(cases(market.seller).getFirst().get("overdueSince")).isNotNull();
        assertThat(events(order)).contains("case.overdue");
    }

    private static void refund(String order, String amount) {
        Http.as("shop", "service")
                .body(Map.of("amount", amount, "reason", "Settled by phone"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
    }

    /** A20 (fault 13): everything was given back, so nothing is owed: the order ends, and nobody is fined. */
    @Test
    void whatWasRefundedWhollyIsNotShipped() {
        String order = market.paid();
        String request = market.asked(order);
        refund(order, "29.90");
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("cancelledBy")).isEqualTo("ADMINISTRATION");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(Http.as(market.buyer, "buyer")
                        .get("/v1/cancellations/" + request)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("status"))
                .isEqualTo("UPHELD");
        market.ship(order, Market.trackingNumber()).then().statusCode(409);
        Http.advance(Duration.ofDays(8));
        assertThat(fines()).isZero();
    }

    /** The same where a part is with the carrier: that part goes on, the rest is not sent. */
    @Test
    void whatIsOnItsWayGoesOnThoughAllWasRefunded() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number, ONE_UNIT).then().statusCode(201);
        accept(number);
        refund(order, "10.00");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        refund(order, "19.90");
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(after.getInt("lines[0].cancelled")).isEqualTo(1);
        assertThat(after.getList("deadlines.kind")).containsExactly("PARCEL_LOST");
        Http.advance(Duration.ofDays(8));
        assertThat(fines()).isZero();
    }

    /** The same while it is frozen: when it is released. */
    @Test
    void whatWasRefundedWhollyWhileFrozenEndsWhenItIsReleased() {
        String order = market.shipped();
        Desk.freeze(order, "The buyer reports a forged page");
        refund(order, "29.90");
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "It was settled by phone"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
    }
}
