package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** P2, A15, A19: disputes name what they are about, and what they end with is about that alone. */
@QuarkusTest
class DisputedPartsTest {

    private static final int ROUNDS = Rounds.of(12);
    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));

    private final Market market = Market.open();

    /** An order of two mugs in two parcels: the first was delivered, the second never scanned; the sixth day. */
    private record Parted(String order, String arrived, String never, String arrivedId, String neverId) {}

    private Parted parted() {
        String order = market.paid();
        String arrived = Market.trackingNumber();
        String never = Market.trackingNumber();
        market.ship(order, arrived, ONE_UNIT).then().statusCode(201);
        market.ship(order, never, ONE_UNIT).then().statusCode(201);
        deliver(arrived);
        pass(order, Duration.ofDays(6));
        JsonPath view = market.order(order);
        return new Parted(order, arrived, never, shipment(view, arrived), shipment(view, never));
    }

    private static String shipment(JsonPath order, String number) {
        return order.getString("shipments.find { it.trackingNumber == '" + number + "' }.id");
    }

    /** A15, A18: the dispute is about the parcel that nobody has seen; the rest of the order goes on. */
    @Test
    void missingTrackingOfOneParcelIsRefundedAndTheRestGoesOn() {
        Parted parted = parted();
        JsonPath opened = open(parted.order(), noTracking(Map.of()))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(opened.getList("shipmentIds")).containsExactly(parted.neverId());
        assertThat(opened.getList("lines.collect { [it.line, it.quantity] }")).hasToString("[[1, 1]]");
        assertThat(opened.getString("amount")).isEqualTo("12.50");
        JsonPath settled =
                accept(opened.getString("id")).then().statusCode(200).extract().jsonPath();
        assertThat(settled.getString("refunded")).isEqualTo("12.50");
        JsonPath after = market.order(parted.order());
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        assertThat(after.getInt("lines[0].cancelled")).isEqualTo(1);
        assertThat(after.getList("deadlines.kind")).containsExactly("RELEASE_ESCROW");
        Http.advance(Duration.ofDays(16));
        assertThat(market.order(parted.order()).getString("status")).isEqualTo("COMPLETED");
        assertThat(market.order(parted.order()).getString("refunded")).isEqualTo("12.50");
    }

    /** A15, A16: named; no evidence in time: it stands by itself, and the fine is of that parcel. */
    @Test
    void theNamedParcelIsUpheldByItself() {
        Parted parted = parted();
        refusedField(open(parted.order(), noTracking(Map.of("shipmentId", "0190b5a0-0000-7000-8000-000000000000"))))
                .isEqualTo("shipmentId");
        Map<String, Object> both = new HashMap<>(ONE_UNIT);
        both.put("shipmentId", parted.neverId());
        refusedField(open(parted.order(), noTracking(both))).isEqualTo("lines");
        assertThat(open(parted.order(), noTracking(Map.of("shipmentId", parted.arrivedId())))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("CARRIER_ACCEPTED");
        open(parted.order(), noTracking(Map.of("shipmentId", parted.neverId())))
                .then()
                .statusCode(201);
        pass(parted.order(), Duration.ofDays(5).plusHours(1));
        JsonPath after = market.order(parted.order());
        assertThat(after.getString("dispute.status")).isEqualTo("UPHELD");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        // 5 percent of what the parcel was worth.
        assertThat(Http.as(market.seller, "seller")
                        .get("/v1/sellers/" + market.seller)
                        .jsonPath()
                        .getList("entries.collect { [it.rule, it.amount] }"))
                .hasToString("[[A15, 0.63]]");
    }

    /** A15: a scan of the disputed parcel dismisses it; one of another parcel does not. */
    @Test
    void aScanOfThatParcelDismissesIt() {
        String order = market.paid();
        String first = Market.trackingNumber();
        String second = Market.trackingNumber();
        market.ship(order, first, ONE_UNIT).then().statusCode(201);
        market.ship(order, second, ONE_UNIT).then().statusCode(201);
        pass(order, Duration.ofDays(6));
        JsonPath opened = open(order, noTracking(Map.of()))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(opened.getList("shipmentIds")).hasSize(2);
        Market.scan(first, "ACCEPTED", Http.now()).then().statusCode(200);
        JsonPath narrowed = market.order(order);
        assertThat(narrowed.getString("dispute.status")).isEqualTo("OPEN");
        assertThat(narrowed.getList("dispute.shipmentIds")).containsExactly(shipment(narrowed, second));
        assertThat(narrowed.getString("dispute.amount")).isEqualTo("12.50");
        Market.scan(second, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getString("dispute.status")).isEqualTo("DISMISSED");
        assertThat(market.order(order).getString("refunded")).isEqualTo("0.00");
    }

    /** A15, P1: while something is still to be sent, a declared parcel can be disputed, too. */
    @Test
    void aParcelIsDisputedWhileTheRestIsNotSent() {
        String order = market.paid();
        market.ship(order, Market.trackingNumber(), ONE_UNIT).then().statusCode(201);
        pass(order, Duration.ofDays(6));
        String dispute = open(order, noTracking(Map.of()))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        accept(dispute).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("PROCESSING");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        assertThat(after.getList("deadlines.kind")).containsExactly("DECLARE_SHIPMENT");
    }

    /** A19: delivered units go back while others are under way, for the amount that the buyer wrote down. */
    @Test
    void deliveredUnitsGoBackWhileOthersAreUnderWay() {
        String order = market.paid();
        String arrived = Market.trackingNumber();
        String underWay = Market.trackingNumber();
        market.ship(order, arrived, ONE_UNIT).then().statusCode(201);
        market.ship(order, underWay, ONE_UNIT).then().statusCode(201);
        deliver(arrived);
        Market.scan(underWay, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(open(order, goodsBack(Map.of("lines", List.of(Map.of("line", 1, "quantity", 2)))))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("UNITS_NOT_AVAILABLE");
        assertThat(open(order, goodsBack(Map.of("amount", "12.51")))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("refundable"))
                .isEqualTo("12.50");
        JsonPath opened = open(order, goodsBack(Map.of("amount", "11.00")))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(opened.getList("shipmentIds")).containsExactly(shipment(market.order(order), arrived));
        String dispute = opened.getString("id");
        accept(dispute).then().statusCode(200);
        String back = Market.trackingNumber();
        sendBack(dispute, back).then().statusCode(200);
        Market.scan(back, "DELIVERED", Http.now()).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("dispute.status")).isEqualTo("SETTLED");
        assertThat(after.getString("refunded")).isEqualTo("11.00");
        assertThat(after.getString("status")).isEqualTo("IN_TRANSIT");
        Market.scan(underWay, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
        Http.advance(Duration.ofDays(16));
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
    }

    /** A19: the last units that go back end the order; what the seller was left with for the first stays with them. */
    @Test
    void theOrderEndsWithTheLastUnitThatGoesBack() {
        String order = market.paid();
        String arrived = Market.trackingNumber();
        market.ship(order, arrived).then().statusCode(201);
        deliver(arrived);
        returned(order, goodsBack(Map.of("lines", ONE_UNIT.get("lines"), "amount", "10.00")));
        JsonPath half = market.order(order);
        assertThat(half.getString("status")).isEqualTo("DELIVERED");
        assertThat(half.getString("refunded")).isEqualTo("10.00");
        assertThat(half.getList("deadlines.kind")).contains("RELEASE_ESCROW");
        returned(order, goodsBack(Map.of()));
        JsonPath whole = market.order(order);
        assertThat(whole.getString("status")).isEqualTo("RETURNED");
        // 10.00, then 12.50 with the shipping fee of the last unit.
        assertThat(whole.getString("refunded")).isEqualTo("27.40");
    }

    /** A19: the administration rules on the named units and that amount alone. */
    @Test
    void theAdministrationRulesOnTheNamedUnits() {
        String order = market.paid();
        String arrived = Market.trackingNumber();
        market.ship(order, arrived).then().statusCode(201);
        deliver(arrived);
        assertThat(open(order, refund(Map.of("amount", "12.51", "lines", ONE_UNIT.get("lines"))))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("refundable"))
                .isEqualTo("12.50");
        String dispute = open(order, goodsBack(Map.of("lines", ONE_UNIT.get("lines"), "amount", "9.00")))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        act(dispute, "escalation", market.buyer, "buyer").then().statusCode(200);
        decide(order, Map.of("verdict", "CANCEL_AND_REFUND")).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("dispute.status")).isEqualTo("RESOLVED");
        assertThat(after.getString("refunded")).isEqualTo("9.00");
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        assertThat(after.getInt("lines[0].cancelled")).isEqualTo(1);
        assertThat(after.getList("deadlines.kind")).contains("RELEASE_ESCROW");
    }

    /** A19, A20: what went back another way meanwhile is not agreed on, and not granted; what is left can be. */
    @Test
    void nobodyIsToldOfARefundThatIsNotMade() {
        String order = market.paid();
        String arrived = Market.trackingNumber();
        market.ship(order, arrived).then().statusCode(201);
        deliver(arrived);
        String dispute = open(order, refund(Map.of("amount", "20.00")))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(sellersActs(order, dispute))
                .allSatisfy(acts -> assertThat(acts).contains("ACCEPT"));
        Http.as("shop", "service")
                .body(Map.of("amount", "20.00", "reason", "It was late"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        assertThat(sellersActs(order, dispute))
                .allSatisfy(
                        acts -> assertThat(acts).contains("REJECT", "ESCALATE").doesNotContain("ACCEPT"));
        JsonPath refused = accept(dispute).then().statusCode(409).extract().jsonPath();
        assertThat(refused.getString("refundable")).isEqualTo("9.90");
        assertThat(market.order(order).getString("dispute.status")).isEqualTo("OPEN");
        Http.advance(Duration.ofDays(15).plusMinutes(1));
        assertThat(market.order(order).getString("dispute.status")).isEqualTo("ESCALATED");
        assertThat(decide(order, Map.of("verdict", "CANCEL_AND_REFUND"))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("refundable"))
                .isEqualTo("9.90");
        decide(order, Map.of("verdict", "CANCEL_AND_REFUND", "amount", "9.90"))
                .then()
                .statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("dispute.status")).isEqualTo("RESOLVED");
        assertThat(after.getString("dispute.refunded")).isEqualTo("9.90");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
    }

    /** What the seller is told that they can do about it: by the dispute, by the list, and by the order. */
    private List<List<String>> sellersActs(String order, String dispute) {
        return List.of(
                Http.as(market.seller, "seller")
                        .get("/v1/disputes/" + dispute)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("allowedActions"),
                Http.as(market.seller, "seller")
                        .get("/v1/disputes?orderId=" + order)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("items[0].allowedActions"),
                Http.as(market.seller, "seller")
                        .get("/v1/orders/" + order)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("dispute.allowedActions"));
    }

    /** P3: it came back and was refunded, and was delivered after all: a person looks, and nobody owes anything by itself. */
    @Test
    void aParcelDeliveredAfterAllIsATaskForAPerson() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Instant at = Http.now();
        Market.scan(number, "ACCEPTED", at).then().statusCode(200);
        Market.scan(number, "RETURNED", at.plusSeconds(1)).then().statusCode(200);
        Http.advance(Duration.ofSeconds(5));
        Market.eventually(
                () -> assertThat(market.order(order).getString("status")).isEqualTo("RETURNED"));
        Instant delivered = Http.now();
        Market.scan(number, "DELIVERED", delivered).then().statusCode(200);
        Market.scan(number, "DELIVERED", delivered).then().statusCode(200);
        JsonPath task = caseOf(order);
        assertThat(task.getString("reason")).isEqualTo("DELIVERED_AFTER_ALL");
        assertThat(task.getString("dueAt")).isNotNull();
        assertThat(task.getList("notes.text")).hasSize(1);
        assertThat(task.getString("notes[0].text")).contains("29.90 EUR of 29.90 EUR", "The order is returned");
        assertThat(market.order(order).getString("status")).isEqualTo("RETURNED");
        // What bringing it cost is the shop's loss since it came back; the delivery adds nothing.
        assertThat(market.financials(order).<String>getList("charges.debtor")).containsExactly("SELLER");
        assertThat(decide(order, Map.of("verdict", "CANCEL_AND_REFUND")).statusCode())
                .isEqualTo(400);
        decide(order, Map.of("verdict", "RELEASE")).then().statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
    }

    /** A15, A19: the seller accepts, the buyer withdraws, the carrier scans, all at once: one of them is first. */
    @Test
    void acceptanceWithdrawalAndScanAtOnce() throws Exception {
        List<Parted> all = new ArrayList<>();
        List<String> disputes = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            String order = market.paid();
            String arrived = Market.trackingNumber();
            String never = Market.trackingNumber();
            market.ship(order, arrived, ONE_UNIT).then().statusCode(201);
            market.ship(order, never, ONE_UNIT).then().statusCode(201);
            deliver(arrived);
            all.add(new Parted(order, arrived, never, "", ""));
        }
        Http.advance(Duration.ofDays(6));
        for (Parted parted : all) {
            pass(parted.order(), Duration.ZERO);
            disputes.add(open(parted.order(), noTracking(Map.of()))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < ROUNDS; i++) {
                String dispute = disputes.get(i);
                String never = all.get(i).never();
                Instant now = Http.now();
                List<Callable<Integer>> acts = List.of(
                        () -> accept(dispute).statusCode(),
                        () -> act(dispute, "withdrawal", market.buyer, "buyer").statusCode(),
                        () -> Market.scan(never, "ACCEPTED", now).statusCode());
                List<Integer> codes = new ArrayList<>();
                for (Future<Integer> each : threads.invokeAll(acts)) {
                    codes.add(each.get());
                }
                JsonPath after = market.order(all.get(i).order());
                String how = after.getString("dispute.status");
                assertThat(codes.get(0) == 200).isEqualTo(how.equals("SETTLED"));
                assertThat(codes.get(1) == 200).isEqualTo(how.equals("WITHDRAWN"));
                assertThat(how).isIn("SETTLED", "WITHDRAWN", "DISMISSED");
                assertThat(after.getString("refunded")).isEqualTo(how.equals("SETTLED") ? "12.50" : "0.00");
                assertThat(after.getInt("lines[0].cancelled")).isEqualTo(how.equals("SETTLED") ? 1 : 0);
                assertThat(after.getString("status")).isEqualTo(how.equals("SETTLED") ? "DELIVERED" : "IN_TRANSIT");
            }
        }
    }

    // --- the people ------------------------------------------------------------------------------------------------

    private void returned(String order, Map<String, Object> body) {
        String dispute = open(order, body).then().statusCode(201).extract().path("id");
        accept(dispute).then().statusCode(200);
        String back = Market.trackingNumber();
        sendBack(dispute, back).then().statusCode(200);
        Market.scan(back, "DELIVERED", Http.now()).then().statusCode(200);
    }

    /** A19, A20a: what is paid while the goods are on their way back is not left with nobody. */
    @Test
    void whatIsPaidMeanwhileComesBackWithTheGoods() {
        Market post = Market.under("cod-post");
        String order = paidInPart(post, "10.00");
        String dispute = open(post, order, goodsBack(Map.of()));
        act(dispute, "acceptance", post.seller, "seller").then().statusCode(200);
        String back = Market.trackingNumber();
        Http.as(post.buyer, "buyer")
                .body(Map.of("carrier", "ups", "trackingNumber", back))
                .post("/v1/disputes/" + dispute + "/return-shipment")
                .then()
                .statusCode(200);
        post.pay(order, "pay-2", "19.90", "ch_" + order + "-2").then().statusCode(201);
        assertThat(post.order(order).getString("dispute.amount")).isEqualTo("29.90");
        Market.scan(back, "DELIVERED", Http.now()).then().statusCode(200);
        JsonPath after = post.order(order);
        assertThat(after.getString("status")).isEqualTo("RETURNED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
    }

    /** A19, A20a: of a part that goes back no more is wanted than it is worth; of money alone, no more than was asked for. */
    @Test
    void whatIsPaidMeanwhileRaisesNoMoreThanWhatGoesBack() {
        Market post = Market.under("cod-post");
        String part = paidInPart(post, "10.00");
        open(post, part, goodsBack(ONE_UNIT));
        post.pay(part, "pay-2", "19.90", "ch_" + part + "-2").then().statusCode(201);
        assertThat(post.order(part).getString("dispute.amount")).isEqualTo("12.50");
        String money = paidInPart(post, "10.00");
        open(post, money, refund(Map.of("amount", "4.00")));
        post.pay(money, "pay-2", "19.90", "ch_" + money + "-2").then().statusCode(201);
        assertThat(post.order(money).getString("dispute.amount")).isEqualTo("4.00");
    }

    private static String paidInPart(Market post, String amount) {
        String order = post.placed();
        post.pay(order, "pay-1", amount, "ch_" + order).then().statusCode(201);
        String number = Market.trackingNumber();
        post.ship(order, number).then().statusCode(201);
        deliver(number);
        return order;
    }

    private static String open(Market market, String order, Map<String, Object> body) {
        return market.dispute(order, body).then().statusCode(201).extract().path("id");
    }

    private static Map<String, Object> noTracking(Map<String, Object> more) {
        return with("NO_TRACKING_INFO", more);
    }

    private static Map<String, Object> goodsBack(Map<String, Object> more) {
        return with("RETURN_GOODS_AND_MONEY", more);
    }

    private static Map<String, Object> refund(Map<String, Object> more) {
        return with("REFUND_ONLY", more);
    }

    private static Map<String, Object> with(String kind, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", kind, "text", "It is not what I ordered"));
        body.putAll(more);
        return body;
    }

    private Response open(String order, Map<String, Object> body) {
        return market.dispute(order, body);
    }

    private static org.assertj.core.api.AbstractStringAssert<?> refusedField(Response response) {
        return assertThat(response.then().statusCode(400).extract().<String>path("errors[0].field"));
    }

    private Response accept(String dispute) {
        return act(dispute, "acceptance", market.seller, "seller");
    }

    private static Response act(String dispute, String what, String who, String role) {
        return Http.as(who, role).body(Map.of()).post("/v1/disputes/" + dispute + "/" + what);
    }

    private Response sendBack(String dispute, String number) {
        return Http.as(market.buyer, "buyer")
                .body(Map.of("carrier", "ups", "trackingNumber", number))
                .post("/v1/disputes/" + dispute + "/return-shipment");
    }

    private static void deliver(String number) {
        Instant at = Http.now();
        Market.scan(number, "ACCEPTED", at).then().statusCode(200);
        Market.scan(number, "DELIVERED", at.plusSeconds(1)).then().statusCode(200);
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

    private Response decide(String order, Map<String, Object> verdict) {
        String id = caseOf(order).getString("id");
        String token = Desk.claim(id);
        Map<String, Object> body = new HashMap<>(Map.of("statement", "What both said was weighed"));
        body.putAll(verdict);
        return Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(body)
                .post("/v1/cases/" + id + "/decision");
    }

    /** Time goes by; whoever suspects the order meanwhile (F1), because no carrier has it, lets it go again. */
    private void pass(String order, Duration time) {
        if (!time.isZero()) {
            Http.advance(time);
        }
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
}
