package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P2, A4, A13: what is asked for is decided unit by unit; each part of a request goes its own way. */
@QuarkusTest
class RequestsPerUnitTest {

    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
    private static final Map<String, Object> BOTH = Map.of("lines", List.of(Map.of("line", 1, "quantity", 2)));

    private final Market market = Market.open();

    /** Two units, one of them declared under this number. */
    private static String halfDeclared(Market shop, String number) {
        String order = shop.paid();
        shop.ship(order, number, ONE_UNIT).then().statusCode(201);
        return order;
    }

    private JsonPath request(String id) {
        return Http.as(market.buyer, "buyer")
                .get("/v1/cancellations/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void partsAre(JsonPath request, String status, String... states) {
        assertThat(request.getString("status")).isEqualTo(status);
        assertThat(request.getList("units.state")).containsExactlyInAnyOrder((Object[]) states);
        assertThat(request.getList("units.quantity", Integer.class)).containsOnly(1);
    }

    private static void accepted(String number) {
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
    }

    private static void delivered(String number) {
        accepted(number);
        Market.scan(number, "DELIVERED", Http.now().plusSeconds(1)).then().statusCode(200);
    }

    private List<String> deadlines(String order) {
        return market.order(order).getList("deadlines.kind");
    }

    private List<String> actions(String order, String subject, String role) {
        return Http.as(subject, role).get("/v1/orders/" + order).jsonPath().getList("allowedActions");
    }

    /** A4: named or not, both are in the request: pending for what is open, contested for what is declared. */
    @Test
    void aRequestIsAboutOpenAndDeclaredUnits() {
        for (Map<String, Object> fields : List.of(BOTH, Map.<String, Object>of())) {
            String order = halfDeclared(market, Market.trackingNumber());
            JsonPath eligibility = market.eligibility(order);
            assertThat(eligibility.getString("mode")).isEqualTo("REQUEST");
            assertThat(eligibility.getString("code")).isEqualTo("PARTLY_DECLARED");
            assertThat(eligibility.getInt("units[0].quantity")).isEqualTo(2);
            JsonPath asked =
                    market.ask(order, fields).then().statusCode(201).extract().jsonPath();
            partsAre(asked, "PENDING", "PENDING", "CONTESTED");
            assertThat(asked.getString("amount")).isEqualTo("29.90");
            assertThat(deadlines(order)).contains("CARRIER_ACCEPTANCE", "DECLARE_SHIPMENT");
            assertThat(actions(order, market.seller, "seller"))
                    .contains("APPROVE_CANCELLATION", "REFUSE_CANCELLATION", "DECLARE_SHIPMENT");
            assertThat(actions(order, market.buyer, "buyer")).contains("WITHDRAW_CANCELLATION");
        }
    }

    /** A8, A13: whoever agrees agrees to both; the declared parcel is void. */
    @Test
    void agreeingIsAboutBothParts() {
        String order = halfDeclared(market, Market.trackingNumber());
        String request = market.asked(order);
        market.approve(request).then().statusCode(200);
        partsAreAll(request, "APPROVED", 2);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
    }

    private void partsAreAll(String request, String status, int quantity) {
        JsonPath seen = request(request);
        assertThat(seen.getString("status")).isEqualTo(status);
        assertThat(seen.getList("units.state")).containsExactly(status);
        assertThat(seen.getInt("units[0].quantity")).isEqualTo(quantity);
    }

    /** A6, A13: a refusal is about what is open; of what is declared the carrier decides all the same. */
    @Test
    void refusingLeavesTheDeclaredPartToTheCarrier() {
        String number = Market.trackingNumber();
        String order = halfDeclared(market, number);
        String request = market.asked(order);
        JsonPath refused =
                market.refuse(request).then().statusCode(200).extract().jsonPath();
        partsAre(refused, "CONTESTED", "REFUSED", "CONTESTED");
        assertThat(refused.getString("explanation")).isEqualTo("The parcel leaves in an hour");
        assertThat(deadlines(order)).contains("CARRIER_ACCEPTANCE");
        accepted(number);
        partsAre(request(request), "TOO_LATE", "REFUSED", "TOO_LATE");
        // What is open can be asked for again, what the carrier has cannot.
        JsonPath eligibility = market.eligibility(order);
        assertThat(eligibility.getString("code")).isEqualTo("NOT_SHIPPED");
        assertThat(eligibility.getList("units")).isEqualTo(List.of(Map.of("line", 1, "quantity", 1)));
        market.ask(order, BOTH).then().statusCode(409);
        JsonPath again = market.ask(order).then().statusCode(201).extract().jsonPath();
        partsAre(again, "PENDING", "PENDING");
        assertThat(again.getInt("lines[0].quantity")).isEqualTo(1);
    }

    /** A7, A13: taking it back is about both parts, and the order goes on. */
    @Test
    void takingItBackIsAboutBothParts() {
        String number = Market.trackingNumber();
        String order = halfDeclared(market, number);
        String request = market.asked(order);
        market.withdraw(request).then().statusCode(200);
        partsAreAll(request, "WITHDRAWN", 2);
        assertThat(deadlines(order)).contains("DECLARE_SHIPMENT").doesNotContain("CARRIER_ACCEPTANCE");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        String rest = Market.trackingNumber();
        market.ship(order, rest).then().statusCode(201);
        delivered(number);
        delivered(rest);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
    }

    /** A13, A14: the carrier has the one part, which is too late; the other goes on. */
    @Test
    void acceptanceEndsTheContestedPartOnly() {
        String number = Market.trackingNumber();
        String order = halfDeclared(market, number);
        String request = market.asked(order);
        accepted(number);
        JsonPath seen = request(request);
        partsAre(seen, "PENDING", "PENDING", "TOO_LATE");
        assertThat(seen.getString("amount")).isEqualTo("12.50");
        market.approve(request).then().statusCode(200);
        partsAre(request(request), "APPROVED", "APPROVED", "TOO_LATE");
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        assertThat(after.getInt("lines[0].shipped")).isEqualTo(1);
        assertThat(after.getList("deadlines.kind")).doesNotContain("DECLARE_SHIPMENT", "CARRIER_ACCEPTANCE");
    }

    /** A13: what was pending is declared, too: all of it is contested now. */
    @Test
    void declaringTheRestContestsTheRest() {
        String order = halfDeclared(market, Market.trackingNumber());
        String request = market.asked(order);
        String contested = market.ship(order, Market.trackingNumber())
                .then()
                .statusCode(201)
                .extract()
                .path("contestedCancellation");
        assertThat(contested).isEqualTo(request);
        partsAreAll(request, "CONTESTED", 2);
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
        assertThat(deadlines(order).stream().filter("CARRIER_ACCEPTANCE"::equals))
                .hasSize(2);
        market.refuse(request).then().statusCode(409);
    }

    /** A13, P2: of two contested parcels one is accepted: the other can still be agreed to. */
    @Test
    void ofTwoContestedParcelsOneComesTooLate() {
        String order = halfDeclared(market, Market.trackingNumber());
        String moves = Market.trackingNumber();
        market.ship(order, moves).then().statusCode(201);
        String request = market.asked(order);
        accepted(moves);
        partsAre(request(request), "CONTESTED", "CONTESTED", "TOO_LATE");
        market.approve(request).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        delivered(moves);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
    }

    /** A9, A13: the processing time grants what is pending; what is contested goes on. */
    @Test
    void theProcessingTimeGrantsThePendingPartOnly() {
        String order = market.paid(Map.of("processingTime", "P2D"));
        market.ship(order, Market.trackingNumber(), ONE_UNIT).then().statusCode(201);
        String request = market.asked(order);
        Http.advance(Duration.ofDays(2).plusMinutes(1));
        JsonPath overdue = request(request);
        partsAre(overdue, "CONTESTED", "EXPIRED_APPROVED", "CONTESTED");
        assertThat(overdue.getString("amount")).isEqualTo("12.50");
        JsonPath seen = market.order(order);
        assertThat(seen.getString("status")).isEqualTo("SHIPPED");
        assertThat(seen.getString("refunded")).isEqualTo("12.50");
        market.approve(request).then().statusCode(200);
        partsAre(request(request), "APPROVED", "EXPIRED_APPROVED", "APPROVED");
        assertThat(request(request).getString("amount")).isEqualTo("29.90");
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
    }

    /** A6: where silence is consent, it is consent to what is pending; of what is declared the carrier decides. */
    @Test
    void silenceGrantsThePendingPartOnly() {
        Market shop = Market.under("impatient");
        String number = Market.trackingNumber();
        String order = halfDeclared(shop, number);
        String request = shop.asked(order);
        Http.advance(Duration.ofHours(48).plusMinutes(1));
        JsonPath seen = shop.order(order);
        assertThat(seen.getString("cancellation.status")).isEqualTo("CONTESTED");
        assertThat(seen.getList("cancellation.units.state")).containsExactlyInAnyOrder("APPROVED", "CONTESTED");
        assertThat(seen.getString("status")).isEqualTo("SHIPPED");
        assertThat(seen.getInt("lines[0].cancelled")).isEqualTo(1);
        accepted(number);
        assertThat(shop.order(order).getString("cancellation.status")).isEqualTo("TOO_LATE");
        assertThat(shop.order(order).getString("cancellation.id")).isEqualTo(request);
    }

    /** F, A25: not accepted by the deadline: frozen as ever. Released, that part is too late; the money of the rest is back. */
    @Test
    void notAcceptedByTheDeadlineIsLookedInto() {
        String order = market.paid(Map.of("processingTime", "P1D"));
        market.ship(order, Market.trackingNumber(), ONE_UNIT).then().statusCode(201);
        String request = market.asked(order);
        // Five business days, whatever days lie between.
        for (int days = 0; days < 20 && !market.order(order).getBoolean("frozen"); days++) {
            Http.advance(Duration.ofDays(1));
        }
        JsonPath frozen = market.order(order);
        assertThat(frozen.getBoolean("frozen")).isTrue();
        assertThat(frozen.getString("refunded")).isEqualTo("12.50");
        partsAre(request(request), "CONTESTED", "EXPIRED_APPROVED", "CONTESTED");
        Http.as("mia", "moderator")
                .body(Map.of("reason", "The seller has shown the receipt of the post"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
        partsAre(request(request), "TOO_LATE", "EXPIRED_APPROVED", "TOO_LATE");
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
    }

    /** A25: frozen and released for another reason, the request goes on as it was. */
    @Test
    void aFreezeLeavesBothPartsAsTheyWere() {
        String order = halfDeclared(market, Market.trackingNumber());
        String request = market.asked(order);
        for (String act : List.of("freeze", "release")) {
            Http.as("mia", "moderator")
                    .body(Map.of("reason", "A forged page was reported"))
                    .post("/v1/orders/" + order + "/" + act)
                    .then()
                    .statusCode(200);
        }
        partsAre(request(request), "PENDING", "PENDING", "CONTESTED");
        market.approve(request).then().statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
    }

    /** P2: a request that names a parcel is about that parcel and no other. */
    @Test
    void aParcelCanBeNamed() {
        String stays = Market.trackingNumber();
        String order = market.paid(Map.of(
                "lines", List.of(Map.of("sku", "MUG", "quantity", 3, "unitPrice", "8.00")), "shippingFee", "5.90"));
        String voided = market.ship(order, Market.trackingNumber(), ONE_UNIT)
                .then()
                .statusCode(201)
                .extract()
                .path("shipment.id");
        market.ship(order, stays, ONE_UNIT).then().statusCode(201);
        JsonPath asked = market.ask(order, Map.of("shipmentId", voided))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        partsAre(asked, "CONTESTED", "CONTESTED");
        assertThat(asked.getString("shipmentId")).isEqualTo(voided);
        assertThat(deadlines(order).stream().filter("CARRIER_ACCEPTANCE"::equals))
                .hasSize(1);
        // The other parcel is another matter, although the units are alike.
        accepted(stays);
        assertThat(request(asked.getString("id")).getString("status")).isEqualTo("CONTESTED");
        market.approve(asked.getString("id")).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("refunded")).isEqualTo("8.00");
        assertThat(after.getString("status")).isEqualTo("PROCESSING");
        assertThat(after.getInt("lines[0].shipped")).isEqualTo(1);
        String rest = Market.trackingNumber();
        market.ship(order, rest).then().statusCode(201);
        delivered(stays);
        delivered(rest);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
    }

    /** P2: the parcel that is named decides. */
    @Test
    void theNamedParcelDecides() {
        String number = Market.trackingNumber();
        String order = market.paid();
        market.ship(order, Market.trackingNumber(), ONE_UNIT).then().statusCode(201);
        String named =
                market.ship(order, number).then().statusCode(201).extract().path("shipment.id");
        String request = market.ask(order, Map.of("shipmentId", named))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        accepted(number);
        partsAre(request(request), "TOO_LATE", "TOO_LATE");
        assertThat(market.ask(order, Map.of("shipmentId", named))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("CARRIER_ACCEPTED");
    }

    @Test
    void aNamedParcelMustBeOneOfTheOrders() {
        String order = halfDeclared(market, Market.trackingNumber());
        String other = halfDeclared(market, Market.trackingNumber());
        String elsewhere = market.order(other).getString("shipments[0].id");
        String here = market.order(order).getString("shipments[0].id");
        refused(order, Map.of("shipmentId", elsewhere), "shipmentId");
        refused(order, Map.of("shipmentId", here, "lines", List.of(Map.of("line", 1, "quantity", 1))), "lines");
        refused(order, Map.of("shipmentId", "the first one"), "shipmentId");
        String request = market.ask(order, Map.of("shipmentId", here))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        market.approve(request).then().statusCode(200);
        assertThat(market.ask(order, Map.of("shipmentId", here))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("UNITS_NOT_AVAILABLE");
    }

    private void refused(String order, Map<String, Object> fields, String field) {
        assertThat(market.ask(order, fields).then().statusCode(400).extract().<String>path("errors[0].field"))
                .isEqualTo(field);
    }

    /** P2: one parcel is on its way, another only declared: that one can still be asked for. */
    @Test
    void whatIsOnlyDeclaredCanBeAskedForBesideWhatIsOnItsWay() {
        String moves = Market.trackingNumber();
        String order = halfDeclared(market, moves);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        accepted(moves);
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        JsonPath eligibility = market.eligibility(order);
        assertThat(eligibility.getString("code")).isEqualTo("DECLARED_SHIPPED");
        assertThat(eligibility.getString("explanation")).contains("(A14)");
        assertThat(eligibility.getList("units")).isEqualTo(List.of(Map.of("line", 1, "quantity", 1)));
        assertThat(actions(order, market.buyer, "buyer")).contains("REQUEST_CANCELLATION");
        String request = market.asked(order);
        partsAre(request(request), "CONTESTED", "CONTESTED");
        market.approve(request).then().statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("12.50");
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(actions(order, market.buyer, "buyer")).doesNotContain("REQUEST_CANCELLATION");
    }

    /** P2: one parcel was delivered, the rest is open. */
    @Test
    void whatIsOpenCanBeAskedForBesideWhatWasDelivered() {
        String arrives = Market.trackingNumber();
        String order = halfDeclared(market, arrives);
        delivered(arrives);
        assertThat(market.eligibility(order).getList("units")).isEqualTo(List.of(Map.of("line", 1, "quantity", 1)));
        market.approve(market.asked(order)).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
        assertThat(market.order(order).getString("refunded")).isEqualTo("12.50");
    }

    /**
     * P2, L2, E1, A18: where nobody is asked, what was delivered does not go with the rest: it is the order now. Nothing is
     * left to ship, and its escrow runs to its end.
     */
    @ParameterizedTest
    @ValueSource(strings = {"lamoda", "eldorado"})
    void whatWasDeliveredIsNotCancelledWithTheRest(String policy) {
        Market shop = Market.under(policy);
        String arrives = Market.trackingNumber();
        String order = halfDeclared(shop, arrives);
        delivered(arrives);
        assertThat(actions(order, shop.seller, "seller")).contains("DECLARE_SHIPMENT");
        assertThat(shop.eligibility(order).getList("units")).isEqualTo(List.of(Map.of("line", 1, "quantity", 1)));
        shop.ask(order).then().statusCode(201);
        JsonPath after = shop.order(order);
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        assertThat(after.getList("deadlines.kind")).contains("RELEASE_ESCROW").doesNotContain("DECLARE_SHIPMENT");
        for (String[] reader : new String[][] {{shop.seller, "seller"}, {"shop", "service"}, {"mod-1", "moderator"}}) {
            assertThat(actions(order, reader[0], reader[1]))
                    .as("%s %s", policy, reader[1])
                    .doesNotContain("DECLARE_SHIPMENT");
        }
        Http.advance(
                Duration.between(Http.now(), due(shop, order, "RELEASE_ESCROW")).plusMinutes(1));
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(Market.financialsOfStaff(order).getString("accounts.released"))
                .isEqualTo("17.40");
    }

    /** A6, A7, A9: with a request open, what the buyer can do, what happens when the seller is silent, and when. */
    @Test
    void anOpenRequestSaysWhatComesNext() {
        String order = market.paid();
        market.asked(order);
        JsonPath pending = market.eligibility(order);
        assertThat(pending.getString("code")).isEqualTo("REQUEST_OPEN");
        assertThat(pending.getString("explanation")).contains("take it back", "(A7)", "(A9)");
        assertThat(Instant.parse(pending.getString("until"))).isEqualTo(dueAt(order, "DECLARE_SHIPMENT"));
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        JsonPath contested = market.eligibility(order);
        assertThat(contested.getString("explanation")).contains("take it back", "(A13)");
        assertThat(Instant.parse(contested.getString("until"))).isEqualTo(dueAt(order, "CARRIER_ACCEPTANCE"));
        Market quick = Market.under("impatient");
        String waiting = quick.paid();
        quick.asked(waiting);
        assertThat(quick.eligibility(waiting).getString("explanation")).contains("they have agreed (A6)");
        assertThat(Instant.parse(quick.eligibility(waiting).getString("until")))
                .isEqualTo(dueAt(waiting, "APPROVE_SILENCE"));
    }

    private Instant dueAt(String order, String kind) {
        return due(market, order, kind);
    }

    private static Instant due(Market shop, String order, String kind) {
        return Instant.parse(shop.order(order).getString("deadlines.find { it.kind == '" + kind + "' }.dueAt"));
    }

    /**
     * A3: who waits too long for the verification may cancel at once; nothing was taken. What is taken after that, once the
     * verification comes to its end, goes back by itself (A20a).
     */
    @Test
    void aVerificationThatTakesTooLongLetsTheBuyerGo() {
        String order = market.placed();
        market.verifying(order);
        JsonPath waits = market.eligibility(order);
        assertThat(waits.getString("code")).isEqualTo("PAYMENT_VERIFYING");
        assertThat(Instant.parse(waits.getString("until"))).isEqualTo(dueAt(order, "VERIFY_PAYMENT"));
        assertThat(actions(order, market.buyer, "buyer")).isEmpty();
        Http.advance(Duration.ofHours(24).plusMinutes(1));
        JsonPath overdue = market.eligibility(order);
        assertThat(overdue.getString("mode")).isEqualTo("IMMEDIATE");
        assertThat(overdue.getString("explanation"))
                .contains("24 hours", "(A3)")
                .doesNotContain("at most");
        assertThat(actions(order, market.buyer, "buyer")).containsExactly("CANCEL");
        market.ask(order).then().statusCode(201);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("cancelledBy")).isEqualTo("BUYER_UNPAID");
        assertThat(after.getString("refunded")).isEqualTo("0.00");

        Http.as("shop", "service")
                .post("/v1/orders/" + order + "/payments/pay-1/captured")
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
        JsonPath money = market.financials(order);
        assertThat(money.getList("refunds.paymentId")).isEqualTo(List.of("pay-1"));
        assertThat(money.getString("refunds[0].amount")).isEqualTo("29.90");
        assertThat(money.getString("refunds[0].rule")).isEqualTo("A20a");
        Market.eventually(() -> {
            Http.advance(Duration.ofSeconds(5));
            assertThat(market.financials(order).getString("refunds[0].status")).isEqualTo("ARRIVED");
        });
    }

    /** A1: closed unpaid, its buyer is offered to order again. */
    @Test
    void whatClosedUnpaidCanBeOrderedAgain() {
        String order = market.placed();
        assertThat(buyersView(order).<Object>get("orderAgain")).isNull();
        Http.advance(Duration.ofDays(20).plusMinutes(1));
        JsonPath seen = buyersView(order);
        assertThat(seen.getString("status")).isEqualTo("CLOSED_UNPAID");
        assertThat(seen.getList("orderAgain.lines"))
                .isEqualTo(List.of(Map.of("sku", "MUG", "title", "Blue mug", "quantity", 2, "unitPrice", "12.50")));
        assertThat(market.eligibility(order).getString("explanation")).contains("ordered again (A1)");
        assertThat(Http.as(market.seller, "seller")
                        .get("/v1/orders/" + order)
                        .jsonPath()
                        .<Object>get("orderAgain"))
                .isNull();
    }

    private JsonPath buyersView(String order) {
        return Http.as(market.buyer, "buyer").get("/v1/orders/" + order).jsonPath();
    }

    /** A8: the fee goes back with the last unit that is cancelled, whichever that is, and once. */
    @Test
    void theFeeComesBackWithTheLastUnitThatIsCancelled() {
        String order = halfDeclared(market, Market.trackingNumber());
        String parcel = market.order(order).getString("shipments[0].id");
        String request = market.ask(order, Map.of("shipmentId", parcel))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        market.approve(request).then().statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("12.50");
        market.approve(market.asked(order)).then().statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
    }

    /** A8: what was delivered was shipped for the fee. */
    @Test
    void theFeeStaysWhereAUnitIsDelivered() {
        String arrives = Market.trackingNumber();
        String order = halfDeclared(market, arrives);
        String parcel = market.ship(order, Market.trackingNumber())
                .then()
                .statusCode(201)
                .extract()
                .path("shipment.id");
        delivered(arrives);
        String request = market.ask(order, Map.of("shipmentId", parcel))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        market.approve(request).then().statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("12.50");
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
    }

    /** A8, E2: what was spent on a parcel that was called back is deducted with the last unit, once, in any order. */
    @Test
    void whatWasSpentOnShippingIsDeductedOnce() {
        Market shop = Market.under("eldorado");
        for (boolean shippedFirst : new boolean[] {true, false}) {
            String order = shop.paid();
            String parcel = shop.ship(order, Market.trackingNumber(), ONE_UNIT)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("shipment.id");
            List<Map<String, Object>> parts = List.of(Map.of("shipmentId", parcel), ONE_UNIT);
            for (Map<String, Object> part : shippedFirst ? parts : parts.reversed()) {
                shop.ask(order, part).then().statusCode(201);
            }
            JsonPath after = shop.order(order);
            assertThat(after.getString("status")).isEqualTo("CANCELLED");
            assertThat(after.getString("refunded")).isEqualTo("25.00");
            JsonPath money = shop.financials(order);
            assertThat(money.getList("charges.amount")).isEqualTo(List.of("4.90"));
            assertThat(money.getList("charges.rule")).isEqualTo(List.of("E2"));
        }
    }
}
