package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Orders that between them live through every move of every table of states, by acts over HTTP and by time. */
final class EventWalks extends Walks {

    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
    private static final Map<String, Object> NO_TRACKING = Map.of("kind", "NO_TRACKING_INFO", "text", "It never moves");

    @Override
    void playAll() {
        unpaid();
        verified();
        notPaid();
        answered();
        contested();
        overdue();
        decided();
        thawed();
        complained();
        haggled();
        paidMeanwhile();
        sentBack();
        parted();
        lost();
        corrected();
        partly();
        handedOver();
        refused();
        imported();
        sanctioned();
        chargedBack();
        owed();
    }

    /** A1, A2. */
    private void unpaid() {
        Market market = market();
        market.placed();
        String partly = market.placed();
        market.pay(partly, "pay-1", "10.00", "ch_" + partly).then().statusCode(201);
        market.ask(market.placed()).then().statusCode(201);
        Http.advance(Duration.ofDays(22));
        assertThat(market.order(partly).getString("status")).isEqualTo("CLOSED_UNPAID");
    }

    /** A3. */
    private void verified() {
        Market market = market();
        String order = market.placed();
        market.verifying(order);
        Http.advance(Duration.ofHours(25));
        ofPayment(order, "captured");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        String inParts = market.placed();
        market.verifying(inParts);
        for (String amount : List.of("9.90", "29.90")) {
            Http.as("shop", "service")
                    .body(Map.of("amount", amount))
                    .post("/v1/orders/" + inParts + "/payments/pay-1/captured")
                    .then()
                    .statusCode(200);
        }
        assertThat(market.order(inParts).getString("status")).isEqualTo("PROCESSING");
    }

    /** A20a: what is verified fails or is voided, and what is told under two orders counts once. */
    private void notPaid() {
        Market market = market();
        for (String how : List.of("failed", "voided")) {
            String order = market.placed();
            market.verifying(order);
            ofPayment(order, how);
            assertThat(market.order(order).getString("status")).isEqualTo("PLACED");
        }
        String first = market.placed();
        market.pay(first, "pay-1", "29.90", "ch_" + first).then().statusCode(201);
        String second = market.placed();
        tellPayment(second, "CAPTURED", "ch_" + first);
    }

    /** A6, A7, A8, A20. */
    private void answered() {
        Market market = market();
        String order = market.paid();
        market.refuse(market.asked(order)).then().statusCode(200);
        market.withdraw(market.asked(order)).then().statusCode(200);
        Http.as("lea", "lead")
                .body(Map.of("amount", "2.00", "reason", "A scratch"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("SUBMITTED"));
        Http.advance(Duration.ofHours(1));
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("ARRIVED"));
    }

    /** A13, A14, A18, A25. */
    private void contested() {
        Market market = market();
        String late = market.paid();
        market.asked(late);
        String number = Market.trackingNumber();
        market.ship(late, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        String agreed = market.shipped();
        market.approve(market.asked(agreed)).then().statusCode(200);
        String received = market.shipped();
        market.asked(received);
        freeze(received);
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "It was a mistake"))
                .post("/v1/orders/" + received + "/release")
                .then()
                .statusCode(200);
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + received + "/receipt")
                .then()
                .statusCode(200);
        Http.advance(Duration.ofDays(15).plusMinutes(1));
        assertThat(market.order(late).getString("status")).isEqualTo("COMPLETED");
    }

    /** A9, A24. */
    private void overdue() {
        Market market = market();
        String order = market.paid();
        market.asked(order);
        Http.advance(Duration.ofDays(8));
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("EXPIRED_APPROVED");
    }

    /** A25, A26, A27, F. */
    private void decided() {
        Market market = market();
        String dodged = market.paid();
        market.asked(dodged);
        market.ship(dodged, Market.trackingNumber()).then().statusCode(201);
        String believed = market.shipped();
        freeze(believed);
        Http.advanceBusinessDays(5);
        Market.sweep();
        String suspected = caseOf(market, dodged);
        String token = claim(suspected);
        claim(suspected);
        withToken(token(suspected), Map.of("text", "Asked the carrier"), "/v1/cases/" + suspected + "/notes")
                .then()
                .statusCode(201);
        Http.as("mod-1", "moderator")
                .header("Case-Token", token(suspected))
                .post("/v1/cases/" + suspected + "/unclaim")
                .then()
                .statusCode(200);
        assertThat(token).isNotNull();
        handedOn(suspected);
        decide(suspected, Map.of("verdict", "CANCEL_AND_REFUND", "statement", "The number was never posted."));
        decide(
                caseOf(market, believed),
                Map.of(
                        "verdict",
                        "RELEASE",
                        "statement",
                        "The carrier has confirmed the parcel by phone.",
                        "sanction",
                        Map.of("kind", "WARNING", "points", 1)));
        assertThat(market.order(dodged).getString("cancellation.status")).isEqualTo("UPHELD");
    }

    /** F: cleared by itself. */
    private void thawed() {
        Market market = market();
        String order = market.paid();
        market.asked(order);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Http.advanceBusinessDays(5);
        Market.sweep();
        Market.scan(number, "IN_TRANSIT", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
    }

    /** A15, A16. */
    private void complained() {
        Market market = market();
        String silent = market.shipped();
        String number = Market.trackingNumber();
        String scanned = market.paid();
        market.ship(scanned, number).then().statusCode(201);
        String admitted = market.shipped();
        String shown = market.shipped();
        List<String> disputed = List.of(silent, scanned, admitted, shown);
        pass(market, disputed, Duration.ofDays(6));
        List<String> disputes = disputed.stream()
                .map(order -> opened(market, order, NO_TRACKING))
                .toList();
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        act(disputes.get(2), "acceptance", market.seller, "seller", Map.of());
        Http.as(market.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.bin", Papers.pdf("receipt"))
                .post("/v1/shipments/" + market.order(shown).getString("shipments[0].id") + "/evidence")
                .then()
                .statusCode(201);
        act(disputes.get(3), "escalation", market.buyer, "buyer", Map.of());
        decide(
                caseOf(market, shown),
                Map.of("verdict", "CANCEL_AND_REFUND", "statement", "The receipt is of another parcel."));
        // Whatever freezes it meanwhile makes it last longer (A25).
        for (int day = 0;
                day < 15 && market.order(silent).getString("dispute.status").equals("OPEN");
                day++) {
            pass(market, List.of(silent), Duration.ofDays(1));
        }
        assertThat(market.order(silent).getString("dispute.status")).isEqualTo("UPHELD");
    }

    /** A19. */
    private void haggled() {
        Market market = market();
        String order = delivered(market);
        String dispute = opened(market, order, REFUND);
        act(dispute, "rejection", market.seller, "seller", Map.of("explanation", "No"));
        act(dispute, "rejection", market.buyer, "buyer", Map.of("explanation", "No", "offer", "6.00"));
        act(dispute, "acceptance", market.seller, "seller", Map.of());
        String again = opened(market, order, REFUND);
        act(again, "withdrawal", market.buyer, "buyer", Map.of());
        String third = opened(market, order, REFUND);
        act(third, "escalation", market.seller, "seller", Map.of());
        decide(caseOf(market, order), Map.of("verdict", "RELEASE", "statement", "The photograph shows another mug."));
        assertThat(market.order(order).getString("dispute.status")).isEqualTo("DISMISSED");
    }

    /** A20a: more is paid while the goods are to go back. */
    private void paidMeanwhile() {
        Market post = market("cod-post");
        String order = post.placed();
        post.pay(order, "pay-1", "10.00", "ch_" + order).then().statusCode(201);
        String number = Market.trackingNumber();
        post.ship(order, number).then().statusCode(201);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        opened(post, order, RETURN);
        post.pay(order, "pay-2", "19.90", "ch_" + order + "-2").then().statusCode(201);
        assertThat(post.order(order).getString("dispute.amount")).isEqualTo("29.90");
    }

    /** A19. */
    private void sentBack() {
        Market market = market();
        String back = delivered(market);
        String dispute = opened(market, back, RETURN);
        act(dispute, "acceptance", market.seller, "seller", Map.of());
        String number = Market.trackingNumber();
        act(
                dispute,
                "return-shipment",
                market.buyer,
                "buyer",
                Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber()));
        act(dispute, "return-shipment", market.buyer, "buyer", Map.of("carrier", "ups", "trackingNumber", number));
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(market.order(back).getString("status")).isEqualTo("RETURNED");
        String kept = delivered(market);
        String lapsing = opened(market, kept, RETURN);
        act(lapsing, "acceptance", market.seller, "seller", Map.of());
        Http.advance(Duration.ofDays(40));
        assertThat(market.order(kept).getString("dispute.status")).isEqualTo("LAPSED");
    }

    /** P3. */
    private void parted() {
        Market market = market();
        String order = market.paid();
        String returns = Market.trackingNumber();
        String arrives = Market.trackingNumber();
        market.ship(order, arrives, ONE_UNIT).then().statusCode(201);
        market.ship(order, returns, ONE_UNIT).then().statusCode(201);
        Market.scan(returns, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(returns, "RETURNED", Http.now().plusSeconds(1)).then().statusCode(200);
        Http.advance(Duration.ofSeconds(5));
        Market.eventually(
                () -> assertThat(market.order(order).getString("refunded")).isEqualTo("12.50"));
        Market.scan(arrives, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(arrives, "DELIVERED", Http.now().plusSeconds(1)).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
    }

    /** C2, E1, E2, L2. */
    private void handedOver() {
        Market shop = market("eldorado");
        String order = shop.paid();
        Http.as("agent-3", "agent")
                .body(Map.of(
                        "date",
                        LocalDate.ofInstant(Http.now(), ZoneOffset.UTC)
                                .plusDays(5)
                                .toString()))
                .post("/v1/orders/" + order + "/delivery")
                .then()
                .statusCode(200);
        Http.as("agent-3", "agent")
                .body(Map.of("drop", List.of(Map.of("line", 1, "quantity", 1))))
                .post("/v1/orders/" + order + "/items")
                .then()
                .statusCode(200);
        shop.ship(order, "van-1", Map.of("carrier", "own")).then().statusCode(201);
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        Market post = market("cod-post");
        String unclaimed = post.placed();
        String number = Market.trackingNumber();
        post.ship(unclaimed, number).then().statusCode(201);
        Market.scan(number, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        Market.scan(number, "RETURNED", Http.now().plusSeconds(1)).then().statusCode(200);
        Http.advance(Duration.ofMinutes(1));
        assertThat(post.order(unclaimed).getString("status")).isEqualTo("RETURNED");
    }

    /** A20, A22: the provider refuses for good; the money does not arrive. */
    private void refused() {
        Market market = market();
        List<String> orders = List.of("declined", "never-arrives", "never-sent").stream()
                .map(how -> {
                    String order = market.placed();
                    market.pay(order, "pay-1", "29.90", how + "_" + order)
                            .then()
                            .statusCode(201);
                    market.approve(market.asked(order)).then().statusCode(200);
                    return order;
                })
                .toList();
        for (int i = 0; i < 60 && !escalated(market, orders); i++) {
            Http.advance(Duration.ofDays(1));
        }
        Market.eventually(() -> assertThat(escalated(market, orders)).isTrue());
        String declined = market.financials(orders.getFirst()).getString("refunds[0].id");
        Http.as("lea", "lead")
                .body(Map.of("how", "Bank transfer", "reference", "TR-1"))
                .post("/v1/refunds/" + declined + "/settlement")
                .then()
                .statusCode(200);
        String late = market.financials(orders.get(1)).getString("refunds[0].id");
        Http.as("lea", "lead")
                .body(Map.of("source", "The buyer has found it"))
                .post("/v1/refunds/" + late + "/arrival")
                .then()
                .statusCode(200);
        String lost = market.financials(orders.getLast()).getString("refunds[0].id");
        Http.as("lea", "lead").post("/v1/refunds/" + lost + "/retry").then().statusCode(200);
        for (int i = 0; i < 60 && !escalated(market, List.of(orders.getLast())); i++) {
            Http.advance(Duration.ofDays(1));
        }
        Market.eventually(
                () -> assertThat(escalated(market, List.of(orders.getLast()))).isTrue());
        Http.as("lea", "lead")
                .body(Map.of("reason", "The buyer has declined it"))
                .post("/v1/refunds/" + lost + "/closing")
                .then()
                .statusCode(200);
    }

    private static boolean escalated(Market market, List<String> orders) {
        return orders.stream()
                .allMatch(order ->
                        market.financials(order).getString("refunds[0].status").equals("ESCALATED"));
    }

    private void imported() {
        Market market = market();
        assertThat(market.imported(Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber()))
                        .getString("result"))
                .isEqualTo("CREATED");
    }

    /** A27: beside the fine; one is approved and undone by an appeal, one is not approved, one stays and comes to its end. */
    private void sanctioned() {
        String limit = sanctioned("SELLING_LIMIT");
        appealed(limit, "DISMISSED");
        String late = sanctioned("SELLING_LIMIT");
        String suspension = suspended();
        ofSanction(suspension, "approval", "lea", "lead", Map.of());
        appealed(suspension, "UPHELD");
        ofSanction(suspended(), "rejection", "lea", "lead", Map.of("reason", "It is the first time of many years"));
        Http.advance(Duration.ofDays(31));
        for (String sanction : List.of(limit, late)) {
            Market.eventually(() -> assertThat(Http.as("mod-1", "moderator")
                            .get("/v1/sanctions/" + sanction)
                            .jsonPath()
                            .getString("status"))
                    .isEqualTo("ENDED"));
        }
        appealed(late, "UPHELD");
    }

    /** By hand; as part of a decision it is approved with that. */
    private String suspended() {
        Market market = market();
        return Http.as("mod-1", "moderator")
                .body(Map.of(
                        "kind",
                        "SUSPENSION",
                        "orderId",
                        market.shipped(),
                        "statement",
                        "Five numbers in a row were invented, as the carrier says"))
                .post("/v1/sellers/" + market.seller + "/sanctions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String sanctioned(String kind) {
        Market market = market();
        String order = market.shipped();
        freeze(order);
        decide(
                caseOf(market, order),
                Map.of(
                        "verdict",
                        "CANCEL_AND_REFUND",
                        "statement",
                        "The carrier never received a parcel under this number.",
                        "sanction",
                        Map.of("kind", kind, "points", 1)));
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        return Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/sanctions")
                .jsonPath()
                .getString("items.find { it.kind == '" + kind + "' }.id");
    }

    private void appealed(String sanction, String outcome) {
        String seller = Http.as("mod-1", "moderator")
                .get("/v1/sanctions/" + sanction)
                .jsonPath()
                .getString("sellerId");
        ofSanction(sanction, "appeal", seller, "seller", Map.of("text", "The post has lost my receipt"));
        ofSanction(
                sanction,
                "appeal/decision",
                "mod-2",
                "moderator",
                Map.of("outcome", outcome, "statement", "The receipt was looked at by two of us, and by the post"));
    }

    private static void ofSanction(String sanction, String act, String who, String role, Map<String, Object> body) {
        int status = Http.as(who, role)
                .body(body)
                .post("/v1/sanctions/" + sanction + "/" + act)
                .statusCode();
        assertThat(status).as(act).isBetween(200, 201);
    }

    /** A20a: the bank takes a payment back, and returns it or does not. */
    private void chargedBack() {
        Market market = market();
        for (String end : List.of("WON", "LOST")) {
            String order = market.paid();
            for (String state : List.of("OPENED", end)) {
                Http.as("shop", "service")
                        .body(Map.of("id", "cb-1", "amount", "29.90", "state", state))
                        .post("/v1/orders/" + order + "/payments/pay-1/chargebacks")
                        .then()
                        .statusCode(state.equals("OPENED") ? 201 : 200);
            }
        }
    }

    /** D2, A18: the seller was paid before the goods went back, and owes it. */
    private void owed() {
        Market shop = market("aliexpress+distance-selling");
        String order = delivered(shop);
        Http.as(shop.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        shop.ask(order, Map.of("goodsAsTheyWere", true)).then().statusCode(201);
        String number = Market.trackingNumber();
        act(
                shop.order(order).getString("dispute.id"),
                "return-shipment",
                shop.buyer,
                "buyer",
                Map.of("carrier", "ups", "trackingNumber", number));
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(shop.order(order).getString("refunded")).isEqualTo("29.90");
    }

    // --- what people do ----------------------------------------------------------------------------------------------

    /** Time passes for these orders, and what the detectors made of it is released. */
    private static void pass(Market market, List<String> orders, Duration time) {
        Http.advance(time);
        for (String order : orders) {
            if (market.order(order).getBoolean("frozen")) {
                Http.as("mod-1", "moderator")
                        .body(Map.of("reason", "The buyer asks for time"))
                        .post("/v1/orders/" + order + "/release")
                        .then()
                        .statusCode(200);
            }
        }
    }

    private static void act(String dispute, String what, String who, String role, Map<String, Object> body) {
        Http.as(who, role)
                .body(body)
                .post("/v1/disputes/" + dispute + "/" + what)
                .then()
                .statusCode(200);
    }

    /** P5: one is found, of another nobody hears, and nobody decides. */
    private void lost() {
        Market market = market();
        String back = Market.trackingNumber();
        String found = market.paid();
        market.ship(found, back).then().statusCode(201);
        String gone = market.paid();
        String never = Market.trackingNumber();
        market.ship(gone, never).then().statusCode(201);
        for (String number : List.of(back, never)) {
            Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        }
        Http.advance(Duration.ofDays(46));
        assertThat(market.order(gone).getString("shipments[0].state")).isEqualTo("LOST");
        Market.scan(back, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(market.order(found).getString("status")).isEqualTo("DELIVERED");
        // A case opens, and nobody decides it.
        Http.advance(Duration.ofDays(11));
        Http.advance(Duration.ofDays(30));
        assertThat(market.order(gone).getString("status")).isEqualTo("CANCELLED");
    }

    /** P4, A14: a number is put right, and the carrier takes a scan back. */
    private void corrected() {
        Market market = market();
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Http.as(market.seller, "seller")
                .body(Map.of("carrier", "ups", "trackingNumber", number))
                .post("/v1/shipments/" + market.order(order).getString("shipments[0].id") + "/correction")
                .then()
                .statusCode(201);
        String scan = "taken-" + order;
        CarrierEventsTest.send(List.of(CarrierEventsTest.event(scan, number, "ACCEPTED", Http.now())));
        CarrierEventsTest.send(List.of(Map.of("id", scan, "carrier", "ups", "trackingNumber", number, "voided", true)));
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
    }

    /** A4, A6, A13: each part of a request goes its own way. */
    private void partly() {
        Market market = market();
        String order = market.paid();
        market.ship(order, Market.trackingNumber(), ONE_UNIT).then().statusCode(201);
        String request = market.asked(order);
        market.refuse(request).then().statusCode(200);
        market.approve(request).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
    }

    /** A26: from one to another, from them to a lead, and back. */
    private void handedOn(String reviewCase) {
        withToken(
                        claim(reviewCase),
                        Map.of("to", "mod-2", "reason", "They know this seller"),
                        "/v1/cases/" + reviewCase + "/hand-over")
                .then()
                .statusCode(200);
        String token = Http.as("lea", "lead")
                .body(Map.of("reason", "They went home ill"))
                .post("/v1/cases/" + reviewCase + "/take-over")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        Http.as("lea", "lead")
                .header("Case-Token", token)
                .post("/v1/cases/" + reviewCase + "/unclaim")
                .then()
                .statusCode(200);
    }

    private final Map<String, String> tokens = new HashMap<>();

    private String claim(String reviewCase) {
        String token = Desk.claim(reviewCase);
        tokens.put(reviewCase, token);
        return token;
    }

    private String token(String reviewCase) {
        return tokens.get(reviewCase);
    }

    private static Response withToken(String token, Map<String, Object> body, String path) {
        return Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(body)
                .post(path);
    }

    private void decide(String reviewCase, Map<String, Object> decision) {
        withToken(claim(reviewCase), decision, "/v1/cases/" + reviewCase + "/decision")
                .then()
                .statusCode(200);
    }
}
