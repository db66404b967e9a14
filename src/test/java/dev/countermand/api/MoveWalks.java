package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.payment.provider.FickleProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Orders that go the ways of the tables of moves that {@link EventWalks} does not go. */
final class MoveWalks extends Walks {

    private static final Map<String, Object> FOR_THE_BUYER =
            Map.of("verdict", "CANCEL_AND_REFUND", "statement", "The seller has admitted it on the phone.");

    private final FickleProvider fickle;

    /** @param fickle a provider that can be away */
    MoveWalks(FickleProvider fickle) {
        this.fickle = fickle;
    }

    @Override
    void playAll() {
        verified();
        notPaidAtFirst();
        takenBack();
        givenBackByLaw();
        agreedAndThen();
        escalatedAndThen();
        onTheirWayBackAndThen();
        contestedAndThen();
        released();
        evidenceAskedFor();
        notSent();
        cameBack();
        notHandedOver();
        sentAllTheSame();
        handedOver();
        chargedBack();
        refusedAtTheDoor();
        decidedByTwo();
        decidedByItself();
        undone();
        appealed();
        held();
    }

    /** A3: verified for too long, the buyer cancels; or nobody does anything. */
    private void verified() {
        Market market = market();
        String cancelled = market.placed();
        market.verifying(cancelled);
        String left = market.placed();
        market.verifying(left);
        Http.advance(Duration.ofHours(25));
        market.ask(cancelled).then().statusCode(201);
        Http.advance(Duration.ofDays(30));
    }

    /** A20a: what did not come comes after all, and what was told twice counts where it is left. */
    private void notPaidAtFirst() {
        Market market = market();
        for (String how : List.of("failed", "voided")) {
            String order = market.placed();
            market.verifying(order);
            ofPayment(order, how);
            ofPayment(order, "captured");
        }
        String first = market.placed();
        String second = market.placed();
        tellPayment(first, "VERIFYING", "twice-" + first);
        tellPayment(second, "CAPTURED", "twice-" + first);
        ofPayment(first, "failed");
        // The money was the second order's alone.
        ofPayment(second, "captured");
    }

    /** P1, A14: the carrier takes back what it told. */
    private void takenBack() {
        Market market = market();
        String late = market.paid();
        String request = market.asked(late);
        String number = ship(market, late);
        String accepted = tell(number, "ACCEPTED");
        takeBack(accepted, number);
        market.withdraw(request).then().statusCode(200);

        String inTransit = market.paid();
        String twice = ship(market, inTransit);
        tell(twice, "ACCEPTED");
        takeBack(tell(twice, "DELIVERED"), twice);
        receipt(market, inTransit);

        String declared = market.paid();
        String once = ship(market, declared);
        takeBack(tell(once, "DELIVERED"), once);

        // Pending, and the carrier has it: the number was scanned before the seller named it.
        String meanwhile = market.paid();
        market.asked(meanwhile);
        String known = Market.trackingNumber();
        tell(known, "ACCEPTED");
        market.ship(meanwhile, known).then().statusCode(201);
    }

    /** D1, D2: after the escrow was released the goods go back; or they do not. */
    private void givenBackByLaw() {
        Market shop = market("aliexpress+distance-selling");
        String fetched = delivered(shop);
        receipt(shop, fetched);
        shop.ask(fetched, Map.of("goodsAsTheyWere", true)).then().statusCode(201);
        ofDispute(shop.order(fetched).getString("dispute.id"), "return-receipt", shop.seller, "seller");
        String back = delivered(shop);
        receipt(shop, back);
        shop.ask(back, Map.of("goodsAsTheyWere", true)).then().statusCode(201);
        sendBack(shop, back);
        for (String order : List.of(fetched, back)) {
            refundIs(shop, order, "ARRIVED");
        }
        String kept = delivered(shop);
        shop.ask(kept, Map.of("goodsAsTheyWere", true)).then().statusCode(201);
        Http.advance(Duration.ofDays(60));
    }

    /** A19: a return is agreed on, and then something else happens. */
    private void agreedAndThen() {
        Market market = market();
        ofDispute(returnAgreed(market), "withdrawal", market.buyer, "buyer");
        ofDispute(returnAgreed(market), "escalation", market.buyer, "buyer");
        String overtaken = delivered(market);
        agree(market, overtaken);
        freeze(overtaken);
        decide(market, overtaken, FOR_THE_BUYER);
        String open = delivered(market);
        opened(market, open, REFUND);
        freeze(open);
        decide(market, open, FOR_THE_BUYER);
    }

    /** A19: the administration has it, and the parties agree after all, or the buyer gives it up. */
    private void escalatedAndThen() {
        Market market = market();
        for (String how : List.of("withdrawal", "acceptance")) {
            String order = delivered(market);
            String dispute = opened(market, order, REFUND);
            ofDispute(dispute, "escalation", market.buyer, "buyer");
            boolean sellers = how.equals("acceptance");
            Http.as(sellers ? market.seller : market.buyer, sellers ? "seller" : "buyer")
                    .post("/v1/disputes/" + dispute + "/" + how);
        }
    }

    /** A19: the goods are on their way back, and then something else happens. */
    private void onTheirWayBackAndThen() {
        Market market = market();
        String disputed = delivered(market);
        String dispute = agree(market, disputed);
        sentBack(market, dispute);
        ofDispute(dispute, "escalation", market.seller, "seller");
        String arrived = agree(market, delivered(market));
        String number = sentBack(market, arrived);
        ofDispute(arrived, "escalation", market.seller, "seller");
        tell(number, "DELIVERED");
        String overtaken = delivered(market);
        sentBack(market, agree(market, overtaken));
        freeze(overtaken);
        decide(market, overtaken, FOR_THE_BUYER);
    }

    /** A13: contested, and the seller never had it sent; or asked, and the administration says so. */
    private void contestedAndThen() {
        Market market = market();
        String asked = market.paid();
        market.asked(asked);
        freeze(asked);
        decide(market, asked, FOR_THE_BUYER);
        String frozen = delivered(market);
        freeze(frozen);
        decide(market, frozen, FOR_THE_BUYER);
    }

    /** A25: somebody works on a case when the order is released. */
    private void released() {
        Market market = market();
        String order = market.shipped();
        freeze(order);
        Desk.claim(caseOf(market, order));
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "It was a mistake"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
    }

    /** A26: the desk asks by itself and through a moderator; something comes, or nothing does. */
    private void evidenceAskedFor() {
        Market market = market();
        Market strict = market("strict");
        String given = market.shipped();
        String worked = market.shipped();
        String released = market.shipped();
        String silent = market.shipped();
        String decided = strict.shipped();
        Http.advanceBusinessDays(5);
        give(market, given);
        String token = Desk.claim(caseOf(market, worked));
        Desk.act("mod-1", "moderator", token, caseOf(market, worked), "unclaim", Map.of())
                .then()
                .statusCode(200);
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "The buyer has the goods"))
                .post("/v1/orders/" + released + "/release")
                .then()
                .statusCode(200);
        Desk.act("mod-1", "moderator", Desk.claim(caseOf(market, given)), caseOf(market, given), "unclaim", Map.of())
                .then()
                .statusCode(200);
        String again = Desk.claim(caseOf(market, given));
        Desk.act(
                        "mod-1",
                        "moderator",
                        again,
                        caseOf(market, given),
                        "evidence-demands",
                        Map.of("text", "The receipt must show the day"))
                .then()
                .statusCode(201);
        Http.advance(Duration.ofDays(6));
        assertThat(market.order(silent).getString("evidenceDemands[0].outcome")).isEqualTo("MISSING");
        assertThat(strict.order(decided).getString("status")).isEqualTo("CANCELLED");
    }

    private static void give(Market market, String order) {
        Http.as(market.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.pdf", Papers.pdf(order))
                .post("/v1/shipments/" + market.order(order).getString("shipments[0].id") + "/evidence")
                .then()
                .statusCode(201);
    }

    /** A22: what goes wrong with a refund on its way. */
    private void notSent() {
        Market market = market();
        for (String steering : List.of("unavailable-at-first", "refused", "fails-after-sent", "comes-back", "plain")) {
            String order = market.placed();
            market.pay(order, "pay-1", "29.90", steering + "_" + order).then().statusCode(201);
            market.approve(market.asked(order)).then().statusCode(200);
        }
        for (int hour = 0; hour < 12; hour++) {
            Http.advance(Duration.ofHours(1));
        }
        for (int day = 0; day < 45; day++) {
            Http.advance(Duration.ofDays(1));
        }
    }

    /** A22: the money was with the buyer, and their bank sends it back. */
    private void cameBack() {
        Market market = market();
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", "plain_" + order).then().statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        refundIs(market, order, "ARRIVED");
        String refund = market.financials(order).getString("refunds[0].id");
        ProviderNewsTest.tell(ProviderNewsTest.news("plain_" + order, refund, "FAILED", "back-" + order))
                .then()
                .statusCode(200);
        refundIs(market, order, "ESCALATED");
    }

    /** A20b: a person has closed it, and its provider sends it all the same. */
    private void sentAllTheSame() {
        Market market = market();
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", "never-sent_" + order).then().statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        refundIs(market, order, "SUBMITTED");
        Http.advanceBusinessDays(10);
        refundIs(market, order, "ESCALATED");
        String refund = market.financials(order).getString("refunds[0].id");
        Http.as("lea", "lead")
                .body(Map.of("reason", "The buyer has declined it"))
                .post("/v1/refunds/" + refund + "/closing")
                .then()
                .statusCode(200);
        ProviderNewsTest.tell(ProviderNewsTest.news("never-sent_" + order, refund, "SENT", "all-the-same-" + order))
                .then()
                .statusCode(200);
        refundIs(market, order, "SENT");
    }

    /** A20b: its provider cannot be called until it is before a person, and then it can. */
    private void notHandedOver() {
        Market market = market();
        fickle.goAway();
        try {
            String order = market.refundedBy(FickleProvider.NAME, id -> "ch_" + id + "-plain");
            Http.advanceBusinessDays(3);
            refundIs(market, order, "ESCALATED");
            fickle.comeBack();
            refundIs(market, order, "SUBMITTED");
        } finally {
            fickle.comeBack();
        }
    }

    private static void refundIs(Market market, String order, String status) {
        Market.eventually(() -> {
            Http.advance(Duration.ofMinutes(1));
            assertThat(market.financials(order).getString("refunds[0].status")).isEqualTo(status);
        });
    }

    /** A14: the shop's own courier is faster than the seller's answer. */
    private void handedOver() {
        Market fleet = market("own-fleet");
        String order = fleet.paid();
        fleet.asked(order);
        fleet.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
    }

    /** A20a: the bank takes the money back before its refund is handed over, and gives it up again. */
    private void chargedBack() {
        Market market = market();
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", "unavailable-at-first_" + order)
                .then()
                .statusCode(201);
        for (String state : List.of("OPENED", "WON")) {
            if (state.equals("OPENED")) {
                market.approve(market.asked(order)).then().statusCode(200);
            }
            Http.as("shop", "service")
                    .body(Map.of("id", "cb-1", "amount", "29.90", "state", state))
                    .post("/v1/orders/" + order + "/payments/pay-1/chargebacks")
                    .then()
                    .statusCode(state.equals("OPENED") ? 201 : 200);
        }
        Http.advance(Duration.ofDays(1));
    }

    /** L2: the shop's own courier brings it back. */
    private void refusedAtTheDoor() {
        Market shop = market("eldorado");
        String order = shop.paid();
        shop.ship(order, "van-" + order, Map.of("carrier", "own")).then().statusCode(201);
        shop.handOver(order, Map.of("outcome", "REFUSED", "inWriting", true, "reason", "It does not fit"))
                .then()
                .statusCode(200);
    }

    /** A26: another person does not approve it, and then does; or the carrier is faster. */
    private void decidedByTwo() {
        Market market = market();
        Map<String, Object> suspended = Map.of(
                "verdict",
                "CANCEL_AND_REFUND",
                "statement",
                "The seller has admitted it on the phone.",
                "sanction",
                Map.of("kind", "SUSPENSION", "points", 12));
        String order = market.shipped();
        Desk.freeze(order, "A tip from the police");
        String waits = caseOf(market, order);
        decide(market, order, suspended);
        answer(waits, "rejection", Map.of("reason", "Ask the police for their file first"));
        decide(market, order, suspended);
        answer(waits, "approval", Map.of());

        Market other = market();
        String cleared = other.paid();
        other.asked(cleared);
        String number = ship(other, cleared);
        Http.advanceBusinessDays(5);
        Market.sweep();
        decide(other, cleared, suspended);
        tell(number, "IN_TRANSIT");
    }

    /** A26: the policy decides what the seller shows nothing of, and a lead does not approve it, or does. */
    private void decidedByItself() {
        Market market = market("strict");
        for (int again = 0; again < 2; again++) {
            String order = market.placed(
                    Map.of("lines", List.of(Map.of("sku", "GOLD", "quantity", 1, "unitPrice", "9000.00"))));
            market.pay(order, "pay-1", market.order(order).getString("total"), "ch_" + order)
                    .then()
                    .statusCode(201);
            market.asked(order);
            ship(market, order);
            Http.advanceBusinessDays(5);
            Market.sweep();
            Http.advance(Duration.ofDays(5).plusMinutes(1));
            String waits = caseOf(market, order);
            if (again == 0) {
                answer(waits, "rejection", Map.of("reason", "The seller is on holiday, and has told us"));
            } else {
                answer(waits, "approval", Map.of());
            }
        }
    }

    private static void answer(String reviewCase, String how, Map<String, Object> body) {
        var lead = Http.as("lea", "lead");
        (body.isEmpty() ? lead : lead.body(body))
                .post("/v1/cases/" + reviewCase + "/decision/" + how)
                .then()
                .statusCode(200);
    }

    /** A26: decided, and undone in time, whatever the order was. */
    private void undone() {
        Market market = market();
        String verifying = market.placed();
        market.verifying(verifying);
        String inTransit = market.paid();
        tell(ship(market, inTransit), "ACCEPTED");
        String asked = market.paid();
        market.asked(asked);
        String disputed = delivered(market);
        opened(market, disputed, REFUND);
        for (String order :
                List.of(market.placed(), verifying, market.paid(), market.shipped(), inTransit, asked, disputed)) {
            Desk.freeze(order, "A tip from the police");
            String reviewCase = caseOf(market, order);
            decide(market, order, FOR_THE_BUYER);
            Http.as("mod-1", "moderator")
                    .body(Map.of("reason", "That was the case beside this one"))
                    .post("/v1/cases/" + reviewCase + "/decision/undo")
                    .then()
                    .statusCode(200);
        }
    }

    /** A27: the seller appeals against what a decision brought. */
    private void appealed() {
        Market market = market();
        String order = market.shipped();
        Desk.freeze(order, "A tip from the police");
        decide(
                market,
                order,
                Map.of(
                        "verdict",
                        "CANCEL_AND_REFUND",
                        "statement",
                        "The seller has admitted it on the phone.",
                        "sanction",
                        Map.of("kind", "SELLING_LIMIT", "points", 1)));
        List<String> sanctions =
                Http.as(market.seller, "seller").get("/v1/sanctions").path("items.id");
        assertThat(sanctions).as("a fine, and a limit").hasSize(2);
        for (String sanction : sanctions) {
            Http.as(market.seller, "seller")
                    .body(Map.of("text", "The post has lost my receipt"))
                    .post("/v1/sanctions/" + sanction + "/appeal")
                    .then()
                    .statusCode(201);
            Http.as("mod-2", "moderator")
                    .body(Map.of("outcome", "UPHELD", "statement", "The receipt was looked at by two of us"))
                    .post("/v1/sanctions/" + sanction + "/appeal/decision")
                    .then()
                    .statusCode(200);
        }
    }

    /** F13: first nothing is established, and then it is believed. */
    private void held() {
        Market market = market();
        String order = delivered(market);
        Desk.freeze(order, "It was delivered to another country");
        decide(market, order, Map.of("verdict", "HOLD", "statement", "The carrier looks for its papers."));
        decide(market, order, Map.of("verdict", "RELEASE", "statement", "The buyer has moved to that country."));
    }

    // --- what people do ----------------------------------------------------------------------------------------------

    private static String ship(Market market, String order) {
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        return number;
    }

    private static String tell(String number, String status) {
        String id = Market.fresh("ev");
        CarrierEventsTest.send(List.of(CarrierEventsTest.event(id, number, status, Http.now())));
        return id;
    }

    private static void takeBack(String event, String number) {
        CarrierEventsTest.send(
                List.of(Map.of("id", event, "carrier", "ups", "trackingNumber", number, "voided", true)));
    }

    private static void receipt(Market market, String order) {
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
    }

    private static String agree(Market market, String order) {
        String dispute = opened(market, order, RETURN);
        ofDispute(dispute, "acceptance", market.seller, "seller");
        return dispute;
    }

    private static String returnAgreed(Market market) {
        return agree(market, delivered(market));
    }

    private static void sendBack(Market market, String order) {
        tell(sentBack(market, market.order(order).getString("dispute.id")), "DELIVERED");
    }

    private static String sentBack(Market market, String dispute) {
        String number = Market.trackingNumber();
        Http.as(market.buyer, "buyer")
                .body(Map.of("carrier", "ups", "trackingNumber", number))
                .post("/v1/disputes/" + dispute + "/return-shipment")
                .then()
                .statusCode(200);
        return number;
    }

    private static void ofDispute(String dispute, String what, String who, String role) {
        Http.as(who, role).post("/v1/disputes/" + dispute + "/" + what).then().statusCode(200);
    }

    private static void decide(Market market, String order, Map<String, Object> decision) {
        String open = caseOf(market, order);
        Desk.act("mod-1", "moderator", Desk.claim(open), open, "decision", decision)
                .then()
                .statusCode(200);
    }
}
