package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Spoken;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Disputes over HTTP: missing tracking information (A15), goods and money back, some money back (A19). */
@QuarkusTest
class DisputesTest {

    private static final Map<String, Object> NO_TRACKING = Map.of("kind", "NO_TRACKING_INFO", "text", "It never moves");
    private static final Map<String, Object> RETURN =
            Map.of("kind", "RETURN_GOODS_AND_MONEY", "text", "I do not like it");
    private static final Map<String, Object> REFUND =
            Map.of("kind", "REFUND_ONLY", "text", "One came broken", "amount", "12.50");

    private final Market market = Market.open();

    /** A15: not earlier than the policy's time after the declaration; A16: no evidence by the due date, so it stands. */
    @Test
    void missingTrackingStandsByItselfWithoutEvidence() {
        String order = shipped();
        JsonPath early =
                open(order, NO_TRACKING).then().statusCode(409).extract().jsonPath();
        assertThat(early.getString("code")).isEqualTo("TOO_EARLY");
        Instant declared = Instant.parse(market.order(order).getString("shipments[0].declaredAt"));
        assertThat(early.getString("detail"))
                .contains(Spoken.at(declared.plus(Duration.ofDays(6)), ZoneId.of("Asia/Shanghai")));
        pass(order, Duration.ofDays(6));
        String dispute = opened(order, NO_TRACKING);
        JsonPath view = market.order(order);
        assertThat(view.getString("dispute.id")).isEqualTo(dispute);
        assertThat(view.getString("dispute.status")).isEqualTo("OPEN");
        assertThat(view.getList("deadlines.kind")).contains("EVIDENCE_DUE", "DISPUTE_AGREEMENT");
        pass(order, Duration.ofDays(5).minusHours(1));
        assertThat(status(dispute)).isEqualTo("OPEN");
        pass(order, Duration.ofHours(2));
        JsonPath ended = market.order(order);
        assertThat(ended.getString("dispute.status")).isEqualTo("UPHELD");
        assertThat(ended.getString("status")).isEqualTo("CANCELLED");
        assertThat(ended.getString("cancelledBy")).isEqualTo("TIMEOUT");
        assertThat(ended.getString("refunded")).isEqualTo("29.90");
        assertThat(ended.getList("deadlines")).isEmpty();
        assertThat(market.financials(order).getString("refunds[0].cause")).isEqualTo("DISPUTE");
        JsonPath seller = seller();
        assertThat(seller.getString("entries[0].rule")).isEqualTo("A15");
        assertThat(seller.getString("entries[0].amount")).isEqualTo("1.50");
    }

    /** A15: the first physical scan answers the complaint. */
    @Test
    void aFirstScanEndsItForTheSeller() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        pass(order, Duration.ofDays(6));
        String dispute = opened(order, NO_TRACKING);
        Market.scan(number, "LABEL_CREATED", Http.now()).then().statusCode(200);
        assertThat(status(dispute)).isEqualTo("OPEN");
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        JsonPath view = market.order(order);
        assertThat(view.getString("dispute.status")).isEqualTo("DISMISSED");
        assertThat(view.getString("dispute.explanation")).contains("carrier");
        assertThat(view.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(view.getString("refunded")).isEqualTo("0.00");
        assertThat(view.getList("deadlines.kind")).doesNotContain("EVIDENCE_DUE", "DISPUTE_AGREEMENT");
    }

    /** A15: the seller agrees; it is an agreement, and no fine. */
    @Test
    void aSellerWhoAdmitsItRefundsAtOnce() {
        String order = shipped();
        pass(order, Duration.ofDays(6));
        String dispute = opened(order, NO_TRACKING);
        assertThat(accept(dispute, market.buyer, "buyer").statusCode()).isEqualTo(409);
        JsonPath accepted = accept(dispute, market.seller, "seller")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(accepted.getString("status")).isEqualTo("SETTLED");
        assertThat(accepted.getString("refunded")).isEqualTo("29.90");
        assertThat(market.order(order).getString("cancelledBy")).isEqualTo("AGREEMENT");
        assertThat(seller().getList("entries")).isEmpty();
    }

    /** A16: evidence in time stops the deadline; A19: then the parties, or in the end the administration, decide. */
    @Test
    void evidenceInTimeLeavesItToTheAdministration() {
        String order = shipped();
        pass(order, Duration.ofDays(6));
        String dispute = opened(order, NO_TRACKING);
        String shipment = market.order(order).getString("shipments[0].id");
        byte[] receipt = Papers.pdf("posting receipt");
        JsonPath kept = give(shipment, market.seller, receipt)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(kept.getString("mediaType")).isEqualTo("application/pdf");
        assertThat(kept.getString("sha256")).hasSize(64);
        assertThat(market.order(order).getList("deadlines.kind")).doesNotContain("EVIDENCE_DUE");
        String path = "/v1/evidence/" + kept.getString("id");
        Response read = Http.as(market.seller, "seller").get(path);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.asByteArray()).isEqualTo(receipt);
        assertThat(Http.as("mod-1", "moderator").get(path).contentType()).startsWith("application/pdf");
        Http.as("other", "seller").get(path).then().statusCode(404);
        Http.as(market.buyer, "buyer").get(path).then().statusCode(403);
        assertThat(get(dispute, market.seller, "seller").jsonPath().getList("evidence.id"))
                .contains(kept.getString("id"));
        assertThat(get(dispute, market.buyer, "buyer").asString()).doesNotContain(kept.getString("id"));

        pass(order, Duration.ofDays(10));
        assertThat(status(dispute)).isEqualTo("OPEN");
        pass(order, Duration.ofDays(6));
        assertThat(status(dispute)).isEqualTo("ESCALATED");
        JsonPath reviewCase = caseOf(order);
        assertThat(reviewCase.getString("reason")).isEqualTo("DISPUTE");
        assertThat(reviewCase.getString("disputeId")).isEqualTo(dispute);
        assertThat(reviewCase.getString("notes[0].text")).contains("It never moves");
        decide(reviewCase.getString("id"), "CANCEL_AND_REFUND").then().statusCode(200);
        JsonPath ended = market.order(order);
        assertThat(ended.getString("dispute.status")).isEqualTo("RESOLVED");
        assertThat(ended.getString("cancelledBy")).isEqualTo("ADMINISTRATION");
        assertThat(ended.getString("refunded")).isEqualTo("29.90");
        assertThat(seller().getString("entries[0].rule")).isEqualTo("A15");
    }

    /** A16: buyers and moderators ask; documents are recognised by content and limited in size. */
    @Test
    void evidenceIsDemandedAndChecked() {
        String order = shipped();
        String shipment = market.order(order).getString("shipments[0].id");
        String demands = "/v1/shipments/" + shipment + "/evidence-demands";
        Http.as("other", "buyer").post(demands).then().statusCode(404);
        Http.as(market.seller, "seller").post(demands).then().statusCode(403);
        JsonPath demand = Http.as(market.buyer, "buyer")
                .post(demands)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(Duration.between(
                        Instant.parse(demand.getString("demandedAt")), Instant.parse(demand.getString("dueAt"))))
                .isEqualTo(Duration.ofDays(5));
        assertThat(Http.as("mod-1", "moderator")
                        .post(demands)
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("EVIDENCE_DEMANDED");
        byte[] text = "just words".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        give(shipment, market.seller, text).then().statusCode(415);
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        System.arraycopy("%PDF-".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, large, 0, 5);
        give(shipment, market.seller, large).then().statusCode(413);
        byte[] fits = Papers.pdfOf(10 * 1024 * 1024);
        give(shipment, "other", fits).then().statusCode(404);
        assertThat(market.order(order).getList("deadlines.kind")).contains("EVIDENCE_DUE");
        give(shipment, market.seller, fits).then().statusCode(201);
        assertThat(market.order(order).getList("deadlines.kind")).doesNotContain("EVIDENCE_DUE");
        assertThat(Http.as(market.seller, "seller")
                        .contentType("multipart/form-data")
                        .multiPart("other", "x")
                        .post("/v1/shipments/" + shipment + "/evidence")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("errors[0].field"))
                .isEqualTo("file");
    }

    /** A18, A19: the escrow stands still, and runs on with what was left when the buyer takes the dispute back. */
    @Test
    void theEscrowWaitsForTheDispute() {
        String order = delivered();
        Instant release = due(order, "RELEASE_ESCROW");
        Http.advance(Duration.ofDays(5));
        String dispute = opened(order, REFUND);
        assertThat(market.order(order).getList("deadlines.kind")).doesNotContain("RELEASE_ESCROW");
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(409);
        Http.advance(Duration.ofDays(12));
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
        act(dispute, "withdrawal", market.buyer, "buyer", Map.of()).then().statusCode(200);
        assertThat(status(dispute)).isEqualTo("WITHDRAWN");
        assertThat(Duration.between(release, due(order, "RELEASE_ESCROW")))
                .isBetween(
                        Duration.ofDays(12).minusMinutes(1), Duration.ofDays(12).plusMinutes(5));
        Http.advance(Duration.ofDays(10).plusMinutes(5));
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
    }

    /** A19: offers and counter-offers, each on record; what was agreed is refunded, the goods stay. */
    @Test
    void aRefundIsHaggledOver() {
        String order = delivered();
        String dispute = opened(order, REFUND);
        assertThat(reject(dispute, market.buyer, "buyer", "1.00").statusCode()).isEqualTo(409);
        reject(dispute, market.seller, "seller", "5.00").then().statusCode(200);
        JsonPath turn = accept(dispute, market.seller, "seller")
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(turn.getString("code")).isEqualTo("OTHER_SIDES_TURN");
        assertThat(turn.getString("currentStatus")).isEqualTo("OPEN");
        assertThat(turn.getList("allowedActions")).asString().contains("ESCALATE");
        reject(dispute, market.buyer, "buyer", "8.00").then().statusCode(200);
        JsonPath settled = accept(dispute, market.seller, "seller")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(settled.getString("status")).isEqualTo("SETTLED");
        assertThat(settled.getList("offers.amount")).asString().isEqualTo("[12.50, 5.00, 8.00]");
        assertThat(settled.getList("offers.side")).asString().isEqualTo("[BUYER, SELLER, BUYER]");
        assertThat(settled.getString("refunded")).isEqualTo("8.00");
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        assertThat(after.getString("refunded")).isEqualTo("8.00");
        assertThat(after.getList("deadlines.kind")).contains("RELEASE_ESCROW");
        JsonPath late = accept(dispute, market.buyer, "buyer")
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(late.getString("currentStatus")).isEqualTo("SETTLED");
        assertThat(late.getList("allowedActions")).isEmpty();
    }

    /** A19, A20: never more than what was paid; wrong fields are named. */
    @Test
    void amountsAreHeldToWhatWasPaid() {
        String order = delivered();
        JsonPath more = open(order, Map.of("kind", "REFUND_ONLY", "text", "t", "amount", "29.91"))
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(more.getString("refundable")).isEqualTo("29.90");
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("kind", "REFUND_ONLY", "text", "t", "amount", "0.00"),
                Map.of("kind", "REFUND_ONLY", "text", "t", "amount", "1.005"),
                Map.of("kind", "RETURN_GOODS_AND_MONEY", "text", "t", "amount", "0"))) {
            assertThat(open(order, bad).then().statusCode(400).extract().<String>path("errors[0].field"))
                    .isEqualTo("amount");
        }
        String all = opened(order, Map.of("kind", "REFUND_ONLY", "text", "It smells"));
        assertThat(accept(all, market.seller, "seller")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("refunded"))
                .isEqualTo("29.90");
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
        assertThat(open(order, REFUND).then().statusCode(409).extract().<String>path("code"))
                .isEqualTo("NOTHING_TO_REFUND");
    }

    /** A19: the goods go back tracked; told late, twice, in any order; refunded when the carrier has delivered them. */
    @Test
    void theGoodsGoBackAndThenTheMoney() {
        String order = delivered();
        String dispute = opened(order, RETURN);
        assertThat(get(dispute, market.buyer, "buyer").jsonPath().getString("returnShippingPaidBy"))
                .isEqualTo("BUYER");
        assertThat(sendBack(dispute, Market.trackingNumber(), null).statusCode())
                .isEqualTo(409);
        assertThat(accept(dispute, market.seller, "seller")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("status"))
                .isEqualTo("AWAITING_RETURN");
        assertThat(market.order(order).getString("refunded")).isEqualTo("0.00");
        String outward = market.order(order).getString("shipments[0].trackingNumber");
        assertThat(sendBack(dispute, outward, null)
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("errors[0].field"))
                .isEqualTo("trackingNumber");
        String number = Market.trackingNumber();
        assertThat(sendBack(dispute, number, "6.20")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("errors[0].field"))
                .isEqualTo("cost");
        // The carrier is faster than the buyer.
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        JsonPath sent =
                sendBack(dispute, number, null).then().statusCode(200).extract().jsonPath();
        assertThat(sent.getString("status")).isEqualTo("RETURNING");
        assertThat(sent.getString("returnShipment.acceptedAt")).isNotNull();
        act(dispute, "withdrawal", market.buyer, "buyer", Map.of()).then().statusCode(409);
        Http.advance(Duration.ofDays(2));
        Instant arrived = Http.now();
        Market.scan(number, "DELIVERED", arrived).then().statusCode(200);
        Market.scan(number, "DELIVERED", arrived).then().statusCode(200);
        Market.scan(number, "IN_TRANSIT", arrived.minusSeconds(3600)).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("dispute.status")).isEqualTo("SETTLED");
        assertThat(after.getString("dispute.returnShipment.deliveredAt")).isNotNull();
        assertThat(after.getString("status")).isEqualTo("RETURNED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(market.financials(order).getList("refunds")).hasSize(1);
    }

    /** A19: what the buyer writes down is less than they paid: the rest is the seller's, and a bank's word changes nothing. */
    @Test
    void whatTheBuyerDoesNotWantIsTheSellers() {
        String order = delivered();
        Map<String, Object> less = new HashMap<>(RETURN);
        less.put("amount", "20.00");
        String dispute = opened(order, less);
        accept(dispute, market.seller, "seller").then().statusCode(200);
        String number = Market.trackingNumber();
        sendBack(dispute, number, null).then().statusCode(200);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Http.advance(Duration.ofDays(2));
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("RETURNED");
        assertThat(market.order(order).getString("refunded")).isEqualTo("20.00");
        String mine = "items.findAll { it.orderId == '" + order + "' }";
        JsonPath account = Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller + "/account?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(account.getList(mine + ".kind")).containsExactly("RELEASE");
        assertThat(account.getList(mine + ".rule")).containsExactly("A19");
        assertThat(account.getList(mine + ".amount")).containsExactly("9.90");
        for (String state : List.of("OPENED", "WON")) {
            Http.as("shop", "service")
                    .body(Map.of("id", "cb-1", "amount", "9.90", "state", state))
                    .post("/v1/orders/" + order + "/payments/pay-1/chargebacks")
                    .then()
                    .statusCode(state.equals("OPENED") ? 201 : 200);
        }
        assertThat(market.order(order).getString("refunded")).isEqualTo("20.00");
        assertThat(market.financials(order).getList("refunds")).hasSize(1);
    }

    /** A19: one parcel settles the disputes of one buyer with one seller, not also those of others. */
    @Test
    void oneReturnParcelSettlesOnlyWhatIsBetweenTheTwo() {
        String number = Market.trackingNumber();
        String mine = agreedReturn();
        String mineToo = agreedReturn();
        sendBack(mine, number, null).then().statusCode(200);
        sendBack(mineToo, number, null).then().statusCode(200);
        DisputesTest other = new DisputesTest();
        String theirs = other.agreedReturn();
        assertThat(other.sendBack(theirs, number, null)
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("errors[0].field"))
                .isEqualTo("trackingNumber");
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(status(mine)).isEqualTo("SETTLED");
        assertThat(status(mineToo)).isEqualTo("SETTLED");
        assertThat(status(theirs)).isEqualTo("AWAITING_RETURN");
    }

    /** A19: what was scanned before the seller agreed is no return, told before the number is named or after. */
    @Test
    void onlyScansAfterTheAgreementCountForAReturn() {
        String dispute = opened(delivered(), RETURN);
        String number = Market.trackingNumber();
        String late = Market.trackingNumber();
        Instant before = Http.now();
        Market.scan(number, "ACCEPTED", before).then().statusCode(200);
        Market.scan(late, "LABEL_CREATED", before).then().statusCode(200);
        Http.advance(Duration.ofHours(3));
        accept(dispute, market.seller, "seller").then().statusCode(200);
        assertThat(sendBack(dispute, number, null)
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("errors[0].field"))
                .isEqualTo("trackingNumber");
        assertThat(status(dispute)).isEqualTo("AWAITING_RETURN");
        sendBack(dispute, late, null).then().statusCode(200);
        Market.scan(late, "DELIVERED", before).then().statusCode(200);
        assertThat(status(dispute)).isEqualTo("RETURNING");
        Market.scan(late, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(status(dispute)).isEqualTo("SETTLED");
    }

    /** A19: once a parcel is on its way back, nobody undoes the return: not the seller, not the buyer, not the case. */
    @Test
    void anEscalatedReturnStillSettlesWhenTheGoodsAreBack() {
        String order = delivered();
        String dispute =
                opened(order, Map.of("kind", "RETURN_GOODS_AND_MONEY", "text", "It is red", "notAsDescribed", true));
        accept(dispute, market.seller, "seller").then().statusCode(200);
        String number = Market.trackingNumber();
        sendBack(dispute, number, "29.91").then().statusCode(400);
        sendBack(dispute, number, "6.20").then().statusCode(200);
        assertThat(market.financials(order).getList("charges")).isEmpty();
        act(dispute, "escalation", market.seller, "seller", Map.of()).then().statusCode(200);
        JsonPath refused = act(dispute, "withdrawal", market.buyer, "buyer", Map.of())
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(refused.getString("code")).isEqualTo("GOODS_SENT_BACK");
        String reviewCase = caseOf(order).getString("id");
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("dispute.status")).isEqualTo("SETTLED");
        assertThat(after.getString("status")).isEqualTo("RETURNED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        JsonPath charge = market.financials(order);
        assertThat(charge.getList("charges")).hasSize(1);
        assertThat(charge.getString("charges[0].amount")).isEqualTo("6.20");
        assertThat(Http.as("mod-1", "moderator")
                        .get("/v1/cases/" + reviewCase)
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("CLOSED");
    }

    /** A19: not as described, so the seller pays for the way back: a charge; delivered before the number was told. */
    @Test
    void theSellerPaysForGoodsThatAreNotAsDescribed() {
        String order = delivered();
        String dispute =
                opened(order, Map.of("kind", "RETURN_GOODS_AND_MONEY", "text", "It is red", "notAsDescribed", true));
        assertThat(get(dispute, market.buyer, "buyer").jsonPath().getString("returnShippingPaidBy"))
                .isEqualTo("SELLER");
        accept(dispute, market.seller, "seller").then().statusCode(200);
        String number = Market.trackingNumber();
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(sendBack(dispute, number, "30.00").statusCode()).isEqualTo(400);
        assertThat(sendBack(dispute, number, "6.20")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("status"))
                .isEqualTo("SETTLED");
        assertThat(market.order(order).getString("status")).isEqualTo("RETURNED");
        assertThat(audit(order)).contains("charge.booked", "RETURN_SHIPPING", "6.20");
    }

    /** A19: goods that are not sent in time: the dispute lapses; goods that do not arrive are for the administration. */
    @Test
    void returnsHaveTheirTime() {
        String lazy = delivered();
        String lapsing = opened(lazy, RETURN);
        accept(lapsing, market.seller, "seller").then().statusCode(200);
        String lost = delivered();
        String losing = opened(lost, RETURN);
        accept(losing, market.seller, "seller").then().statusCode(200);
        sendBack(losing, Market.trackingNumber(), null).then().statusCode(200);
        Http.advance(Duration.ofDays(10).plusMinutes(1));
        assertThat(status(lapsing)).isEqualTo("LAPSED");
        assertThat(market.order(lazy).getList("deadlines.kind")).contains("RELEASE_ESCROW");
        assertThat(status(losing)).isEqualTo("ESCALATED");
        decide(caseOf(lost).getString("id"), "RELEASE").then().statusCode(200);
        assertThat(status(losing)).isEqualTo("DISMISSED");
        assertThat(market.order(lost).getString("status")).isEqualTo("DELIVERED");
    }

    /** A19: no agreement within the policy's time: the administration decides; the buyer gets what they asked for last. */
    @Test
    void theAdministrationDecidesWhatNobodyAgreesOn() {
        String order = delivered();
        String dispute = opened(order, REFUND);
        reject(dispute, market.seller, "seller", "2.00").then().statusCode(200);
        reject(dispute, market.buyer, "buyer", "9.00").then().statusCode(200);
        reject(dispute, market.seller, "seller", null).then().statusCode(200);
        Http.advance(Duration.ofDays(15).plusMinutes(1));
        assertThat(status(dispute)).isEqualTo("ESCALATED");
        JsonPath late = accept(dispute, market.seller, "seller")
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(late.getString("code")).isEqualTo("DISPUTE_ESCALATED");
        decide(caseOf(order).getString("id"), "CANCEL_AND_REFUND").then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("dispute.status")).isEqualTo("RESOLVED");
        assertThat(after.getString("refunded")).isEqualTo("9.00");
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        assertThat(after.getList("deadlines.kind")).contains("RELEASE_ESCROW");
        assertThat(seller().getList("entries")).isEmpty();
    }

    /** A19: the administration may grant a part of the money; goods that were to go back are all or nothing. */
    @Test
    void theAdministrationGrantsAPart() {
        String order = delivered();
        String dispute = opened(order, REFUND);
        act(dispute, "escalation", market.buyer, "buyer", Map.of()).then().statusCode(200);
        String reviewCase = caseOf(order).getString("id");
        String token = claim(reviewCase);
        JsonPath more = decide(reviewCase, token, "CANCEL_AND_REFUND", "29.91")
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(more.getString("refundable")).isEqualTo("29.90");
        for (String[] bad :
                List.of(new String[] {"RELEASE", "1.00"}, new String[] {"CANCEL_AND_REFUND", "0.00"}, new String[] {
                    "CANCEL_AND_REFUND", "1.001"
                })) {
            assertThat(decide(reviewCase, token, bad[0], bad[1])
                            .then()
                            .statusCode(400)
                            .extract()
                            .<String>path("errors[0].field"))
                    .isEqualTo("amount");
        }
        decide(reviewCase, token, "CANCEL_AND_REFUND", "3.00").then().statusCode(200);
        assertThat(status(dispute)).isEqualTo("RESOLVED");
        assertThat(market.order(order).getString("refunded")).isEqualTo("3.00");

        String whole = delivered();
        String back = opened(whole, RETURN);
        act(back, "escalation", market.buyer, "buyer", Map.of()).then().statusCode(200);
        String other = caseOf(whole).getString("id");
        assertThat(decide(other, claim(other), "CANCEL_AND_REFUND", "3.00")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("errors[0].field"))
                .isEqualTo("amount");
    }

    /** A19: who has agreed to take the goods back waits for them as long as the buyer has time to send them. */
    @Test
    void aSellerWhoAgreedKeepsHisWord() {
        String dispute = agreedReturn();
        JsonPath refused = act(dispute, "escalation", market.seller, "seller", Map.of())
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(refused.getString("code")).isEqualTo("RETURN_AGREED");
        sendBack(dispute, Market.trackingNumber(), null).then().statusCode(200);
        act(dispute, "escalation", market.seller, "seller", Map.of()).then().statusCode(200);
    }

    /** A19: withdrawn after it was escalated, its case is closed. */
    @Test
    void aWithdrawnDisputeClosesItsCase() {
        String order = delivered();
        String dispute = opened(order, REFUND);
        act(dispute, "escalation", market.seller, "seller", Map.of()).then().statusCode(200);
        JsonPath reviewCase = caseOf(order);
        act(dispute, "withdrawal", market.buyer, "buyer", Map.of()).then().statusCode(200);
        assertThat(Http.as("mod-1", "moderator")
                        .get("/v1/cases/" + reviewCase.getString("id"))
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("CLOSED");
    }

    /** A25, A26: frozen, a dispute stands still; decided as fraud, it is resolved with the order. */
    @Test
    void aFrozenOrdersDisputeStandsStillAndEndsWithTheFraud() {
        String order = delivered();
        String dispute = opened(order, REFUND);
        freeze(order);
        Http.advance(Duration.ofDays(40));
        assertThat(status(dispute)).isEqualTo("OPEN");
        JsonPath refused = accept(dispute, market.seller, "seller")
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(refused.getString("code")).isEqualTo("ORDER_FROZEN");
        assertThat(refused.getList("allowedActions")).isEmpty();
        decide(caseOf(order).getString("id"), "CANCEL_AND_REFUND").then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(after.getString("dispute.status")).isEqualTo("RESOLVED");
    }

    /** A19, A25: frozen and released by hand while escalated, the dispute still waits for its decision. */
    @Test
    void aReleasedOrdersEscalatedDisputeKeepsItsCase() {
        String order = delivered();
        String dispute = opened(order, REFUND);
        act(dispute, "escalation", market.buyer, "buyer", Map.of()).then().statusCode(200);
        String id = caseOf(order).getString("id");
        freeze(order);
        assertThat(caseOf(order).getString("id")).isEqualTo(id);
        assertThat(caseOf(order).getString("reason")).isEqualTo("MANUAL");
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "Cleared up"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
        assertThat(caseOf(order).getString("reason")).isEqualTo("DISPUTE");
        decide(id, "CANCEL_AND_REFUND").then().statusCode(200);
        assertThat(status(dispute)).isEqualTo("RESOLVED");
        assertThat(market.order(order).getString("refunded")).isEqualTo("12.50");
    }

    /** People see only their own; an agent acts for the buyer, and both are on record (E1). */
    @Test
    void disputesOfOthersAreNotThere() {
        String order = delivered();
        Market strangers = Market.open();
        Http.as(strangers.buyer, "buyer")
                .body(REFUND)
                .post("/v1/orders/" + order + "/disputes")
                .then()
                .statusCode(404);
        JsonPath opened = Http.as("agent-9", "agent")
                .body(REFUND)
                .post("/v1/orders/" + order + "/disputes")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(opened.getString("openedBy")).isEqualTo("agent-9");
        assertThat(opened.getString("onBehalfOf")).isEqualTo(market.buyer);
        String dispute = opened.getString("id");
        for (String[] other : List.of(
                new String[] {strangers.buyer, "buyer"},
                new String[] {strangers.seller, "seller"},
                new String[] {market.buyer, "seller"},
                new String[] {market.seller, "buyer"})) {
            assertThat(get(dispute, other[0], other[1])
                            .then()
                            .statusCode(404)
                            .extract()
                            .<String>path("detail"))
                    .contains("dispute");
            assertThat(accept(dispute, other[0], other[1]).statusCode()).isEqualTo(404);
            assertThat(Http.as(other[0], other[1])
                            .queryParam("orderId", order)
                            .get("/v1/disputes")
                            .jsonPath()
                            .getList("items"))
                    .isEmpty();
        }
        for (String[] own : List.of(new String[] {market.buyer, "buyer"}, new String[] {market.seller, "seller"})) {
            JsonPath list = Http.as(own[0], own[1])
                    .queryParam("status", "OPEN")
                    .get("/v1/disputes")
                    .jsonPath();
            assertThat(list.getList("items.id")).containsExactly(dispute);
        }
        act(dispute, "withdrawal", "agent-9", "agent", Map.of()).then().statusCode(200);
    }

    /** If-Match and Idempotency-Key hold for disputes as for everything. */
    @Test
    void actsAreConditionalAndDoneOnce() {
        String order = delivered();
        String key = Market.fresh("key");
        String first = Http.as(market.buyer, "buyer")
                .header("Idempotency-Key", key)
                .body(REFUND)
                .post("/v1/orders/" + order + "/disputes")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Response again = Http.as(market.buyer, "buyer")
                .header("Idempotency-Key", key)
                .body(REFUND)
                .post("/v1/orders/" + order + "/disputes");
        assertThat(again.jsonPath().getString("id")).isEqualTo(first);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(open(order, REFUND).statusCode()).isEqualTo(409);
        String seen = get(first, market.seller, "seller").header("ETag");
        reject(first, market.seller, "seller", "1.00").then().statusCode(200);
        Http.as(market.buyer, "buyer")
                .header("If-Match", seen)
                .post("/v1/disputes/" + first + "/acceptance")
                .then()
                .statusCode(412);
        Http.as(market.buyer, "buyer")
                .header("If-Match", get(first, market.buyer, "buyer").header("ETag"))
                .post("/v1/disputes/" + first + "/acceptance")
                .then()
                .statusCode(200);
    }

    /** L3, C4, E: other markets have other figures; where the shop pays for returns, it does so for any. */
    @Test
    void otherMarketsOtherTerms() {
        String order = Market.fresh("order");
        Map<String, Object> body = new java.util.HashMap<>(Market.orderBody(order, market.buyer, market.seller));
        body.put("market", "lamoda");
        Http.as("shop", "service").body(body).post("/v1/orders").then().statusCode(201);
        market.pay(order, "pay-1", "29.90", "ch_" + order).then().statusCode(201);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        String dispute = opened(order, RETURN);
        assertThat(get(dispute, market.buyer, "buyer").jsonPath().getString("returnShippingPaidBy"))
                .isEqualTo("SELLER");
    }

    /** A15, A19, E1: of the shop's own couriers no carrier tells: the shop says that goods are back. */
    @Test
    void theShopSaysWhatItsOwnCouriersBroughtBack() {
        Market shop = Market.under("lamoda");
        String order = shop.paid();
        shop.ship(order, "van-1", Map.of("carrier", "own")).then().statusCode(201);
        Http.advance(Duration.ofDays(11));
        assertThat(shop.dispute(order, NO_TRACKING)
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("OWN_DELIVERY");
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        String dispute =
                shop.dispute(order, RETURN).then().statusCode(201).extract().path("id");
        act(dispute, "return-receipt", shop.seller, "seller", Map.of()).then().statusCode(409);
        accept(dispute, shop.seller, "seller").then().statusCode(200);
        Map<String, Object> fetched = Map.of("carrier", "own", "trackingNumber", "van-2");
        act(dispute, "return-shipment", shop.buyer, "buyer", fetched).then().statusCode(200);
        assertThat(get(dispute, "agent-1", "agent").jsonPath().getList("allowedActions"))
                .asString()
                .contains("RETURN_RECEIPT");
        act(dispute, "return-receipt", shop.buyer, "buyer", Map.of()).then().statusCode(403);
        act(dispute, "return-receipt", "agent-1", "agent", Map.of()).then().statusCode(200);
        assertThat(status(dispute)).isEqualTo("SETTLED");
        assertThat(shop.order(order).getString("status")).isEqualTo("RETURNED");
        assertThat(shop.order(order).getString("refunded")).isEqualTo("29.90");

        String elsewhere = agreedReturn();
        assertThat(act(elsewhere, "return-shipment", market.buyer, "buyer", fetched)
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("errors[0].field"))
                .isEqualTo("carrier");
        sendBack(elsewhere, Market.trackingNumber(), null).then().statusCode(200);
        act(elsewhere, "return-receipt", "agent-1", "agent", Map.of()).then().statusCode(409);
        act(elsewhere, "return-receipt", market.seller, "seller", Map.of())
                .then()
                .statusCode(200);
        assertThat(status(elsewhere)).isEqualTo("SETTLED");
    }

    /** A15: that goods were handed over is recorded while a dispute is open, and answers that nothing came. */
    @Test
    void aHandOverIsRecordedWhileADisputeIsOpen() {
        Market shop = Market.under("lamoda");
        String order = shop.paid();
        shop.ship(order, Market.trackingNumber()).then().statusCode(201);
        pass(order, Duration.ofDays(10));
        String dispute = shop.dispute(order, NO_TRACKING)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(shop.handOver(order, Map.of("outcome", "REFUSED"))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("DISPUTE_OPEN");
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        assertThat(status(dispute)).isEqualTo("DISMISSED");
        assertThat(shop.order(order).getString("status")).isEqualTo("DELIVERED");
        assertThat(shop.order(order).getList("deadlines.kind")).containsExactly("RELEASE_ESCROW");
    }

    /** A14, A15, A18, A19: what eligibility offers, POST takes, and the other way round. */
    @Test
    void eligibilityOffersWhatCanBeDone() {
        String order = delivered();
        JsonPath returns = market.eligibility(order);
        assertThat(returns.getString("mode")).isEqualTo("DISPUTE");
        assertThat(returns.getString("until"))
                .isEqualTo(due(order, "RELEASE_ESCROW").toString());
        assertThat(allowed(order)).contains("OPEN_DISPUTE");
        Http.as("shop", "service")
                .body(Map.of("amount", "29.90", "reason", "It was all wrong"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        assertThat(market.eligibility(order).getString("code")).isEqualTo("NOTHING_TO_REFUND");
        assertThat(market.eligibility(order).getString("mode")).isEqualTo("NONE");
        assertThat(allowed(order)).doesNotContain("OPEN_DISPUTE");

        String number = Market.trackingNumber();
        String underway = shipped(number);
        JsonPath early =
                open(underway, NO_TRACKING).then().statusCode(409).extract().jsonPath();
        assertThat(early.getList("allowedActions")).asString().doesNotContain("OPEN_DISPUTE");
        pass(underway, Duration.ofDays(6));
        assertThat(market.eligibility(underway).getString("code")).isEqualTo("DECLARED_SHIPPED");
        market.asked(underway);
        assertThat(market.eligibility(underway).getString("mode")).isEqualTo("DISPUTE");
        assertThat(market.eligibility(underway).getString("code")).isEqualTo("NO_TRACKING_INFO");
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(market.eligibility(underway).getString("explanation"))
                .contains("REFUND_ONLY", "at the door", "once they were delivered");
        open(underway, RETURN).then().statusCode(409);
        open(underway, REFUND).then().statusCode(201);
    }

    private List<String> allowed(String order) {
        return Http.as(market.buyer, "buyer")
                .get("/v1/orders/" + order)
                .jsonPath()
                .getList("allowedActions");
    }

    /** A19: an amount that was turned down cannot be taken any more; a return is turned down once. */
    @Test
    void whatWasRejectedIsOffTheTable() {
        String dispute = opened(delivered(), REFUND);
        reject(dispute, market.seller, "seller", null).then().statusCode(200);
        accept(dispute, market.seller, "seller").then().statusCode(409);
        reject(dispute, market.buyer, "buyer", "8.00").then().statusCode(200);
        accept(dispute, market.seller, "seller").then().statusCode(200);

        String back = opened(delivered(), RETURN);
        reject(back, market.seller, "seller", null).then().statusCode(200);
        reject(back, market.seller, "seller", null).then().statusCode(409);
        accept(back, market.seller, "seller").then().statusCode(200);
    }

    /** A19: after a hundred words nobody is offered another one, and the refusal names what the dispute shows. */
    @Test
    void whoHaggledLongEnoughIsNotOfferedAnotherWord() {
        String dispute = opened(delivered(), REFUND);
        for (int said = 1; said < 100; said++) {
            boolean sellers = said % 2 == 1;
            reject(
                            dispute,
                            sellers ? market.seller : market.buyer,
                            sellers ? "seller" : "buyer",
                            sellers ? "1.00" : "8.00")
                    .then()
                    .statusCode(200);
        }
        List<String> shown = get(dispute, market.buyer, "buyer").jsonPath().getList("allowedActions");
        assertThat(shown).contains("ESCALATE", "ACCEPT").doesNotContain("REJECT");
        JsonPath refused = reject(dispute, market.buyer, "buyer", "7.00")
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(refused.getString("code")).isEqualTo("TOO_MANY_OFFERS");
        assertThat(refused.<String>getList("allowedActions")).isEqualTo(shown);
    }

    /** A19: a mistyped number is corrected until somebody has scanned the parcel. */
    @Test
    void aReturnNumberIsCorrectedUntilItIsScanned() {
        String dispute = agreedReturn();
        String mistyped = Market.trackingNumber();
        sendBack(dispute, mistyped, null).then().statusCode(200);
        String order = get(dispute, market.buyer, "buyer").jsonPath().getString("orderId");
        Instant due = due(order, "RETURN_DUE");
        Http.advance(Duration.ofDays(1));
        String number = Market.trackingNumber();
        sendBack(dispute, number, null).then().statusCode(200);
        assertThat(due(order, "RETURN_DUE")).isEqualTo(due);
        DisputesTest other = new DisputesTest();
        other.sendBack(other.agreedReturn(), mistyped, null).then().statusCode(200);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        sendBack(dispute, Market.trackingNumber(), null).then().statusCode(409);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(status(dispute)).isEqualTo("SETTLED");
    }

    // --- the people ------------------------------------------------------------------------------------------------

    private String shipped() {
        return shipped(Market.trackingNumber());
    }

    private String shipped(String number) {
        String order = market.paid();
        market.ship(order, number).then().statusCode(201);
        return order;
    }

    /** Time goes by; whoever suspects the order meanwhile (F1), because no carrier has it, lets it go again. */
    private void pass(String order, Duration time) {
        Http.advance(time);
        while (market.order(order).getBoolean("frozen")) {
            Http.as("mod-1", "moderator")
                    .body(Map.of("reason", "The carrier is slow"))
                    .post("/v1/orders/" + order + "/release")
                    .then()
                    .statusCode(200);
            // What stood still runs on.
            Http.advance(Duration.ofMinutes(1));
        }
    }

    private String delivered() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
        return order;
    }

    private String agreedReturn() {
        String dispute = opened(delivered(), RETURN);
        accept(dispute, market.seller, "seller").then().statusCode(200);
        return dispute;
    }

    private Response open(String order, Map<String, Object> body) {
        return market.dispute(order, body);
    }

    private String opened(String order, Map<String, Object> body) {
        return open(order, body).then().statusCode(201).extract().path("id");
    }

    private static Response act(String dispute, String what, String who, String role, Map<String, Object> body) {
        return Http.as(who, role).body(body).post("/v1/disputes/" + dispute + "/" + what);
    }

    private static Response accept(String dispute, String who, String role) {
        return act(dispute, "acceptance", who, role, Map.of());
    }

    private static Response reject(String dispute, String who, String role, String offer) {
        return act(
                dispute,
                "rejection",
                who,
                role,
                offer == null ? Map.of("explanation", "No") : Map.of("explanation", "No", "offer", offer));
    }

    private Response sendBack(String dispute, String number, String cost) {
        return act(
                dispute,
                "return-shipment",
                market.buyer,
                "buyer",
                cost == null
                        ? Map.of("carrier", "ups", "trackingNumber", number)
                        : Map.of("carrier", "ups", "trackingNumber", number, "cost", cost));
    }

    private static Response give(String shipment, String who, byte[] content) {
        return Http.as(who, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.bin", content)
                .post("/v1/shipments/" + shipment + "/evidence");
    }

    private static Response get(String dispute, String who, String role) {
        return Http.as(who, role).get("/v1/disputes/" + dispute);
    }

    private static String status(String dispute) {
        return get(dispute, "mod-1", "moderator")
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    private Instant due(String order, String kind) {
        return Instant.parse(market.order(order).getString("deadlines.find { it.kind == '" + kind + "' }.dueAt"));
    }

    private static void freeze(String order) {
        Desk.freeze(order, "A tip from the police");
    }

    private JsonPath seller() {
        return Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller)
                .jsonPath();
    }

    private static String audit(String order) {
        return Http.as("mod-1", "moderator")
                .queryParam("subject", order)
                .get("/v1/audit")
                .asString();
    }

    private JsonPath caseOf(String order) {
        String id = Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .jsonPath()
                .getString("items.find { it.orderId == '" + order + "' && it.status != 'CLOSED' }.id");
        return Http.as("mod-1", "moderator")
                .get("/v1/cases/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Response decide(String reviewCase, String token, String verdict, String amount) {
        return Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(Map.of("verdict", verdict, "statement", "What both said was weighed", "amount", amount))
                .post("/v1/cases/" + reviewCase + "/decision");
    }

    private static String claim(String reviewCase) {
        return Desk.claim(reviewCase);
    }

    private static Response decide(String reviewCase, String verdict) {
        String token = claim(reviewCase);
        return Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(Map.of("verdict", verdict, "statement", "What both said was weighed"))
                .post("/v1/cases/" + reviewCase + "/decision");
    }
}
