package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** D1 to D4: what is given back by law is paid for when it is on its way back or back, never for nothing returned. */
@QuarkusTest
class LawReturnsTest {

    private static final int ROUNDS = Rounds.of(12);
    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
    private static final Map<String, Object> AS_THEY_WERE = Map.of("goodsAsTheyWere", true);

    private final Market shop = Market.under("aliexpress+distance-selling");

    /** D1: refused on its way, and delivered all the same: then it is the law's return, and the escrow waits. */
    @Test
    void refusedOnItsWayAndDeliveredAllTheSame() {
        String number = Market.trackingNumber();
        String order = shop.paid();
        shop.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        JsonPath asked =
                shop.ask(order, Map.of()).then().statusCode(201).extract().jsonPath();
        assertThat(asked.getString("status")).isEqualTo("APPROVED");
        assertThat(asked.getString("awaiting")).isEqualTo("PARCEL_BACK");
        assertThat(asked.getString("awaitedUntil")).isNotNull();
        assertThat(asked.getString("amount")).isEqualTo("29.90");
        assertThat(shop.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(shop.order(order).getString("refunded")).isEqualTo("0.00");
        assertThat(shop.eligibility(order).getString("code")).isEqualTo("RETURN_AWAITED");
        assertThat(shop.ask(order, Map.of()).then().statusCode(409).extract().<String>path("code"))
                .isEqualTo("RETURN_AWAITED");

        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        JsonPath delivered = shop.order(order);
        assertThat(delivered.getString("status")).isEqualTo("DELIVERED");
        assertThat(delivered.getString("refunded")).isEqualTo("0.00");
        assertThat(delivered.getString("cancellation.awaiting")).isEqualTo("GOODS_BACK");
        assertThat(delivered.getString("dispute.kind")).isEqualTo("RETURN_BY_LAW");
        assertThat(delivered.getString("dispute.status")).isEqualTo("AWAITING_RETURN");
        assertThat(delivered.getString("cancellation.returnId")).isEqualTo(delivered.getString("dispute.id"));
        assertThat(delivered.getList("deadlines.kind")).containsExactly("RETURN_DUE");
        goesBack(order);
        JsonPath after = shop.order(order);
        assertThat(after.getString("status")).isEqualTo("RETURNED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(after.getString("cancellation.awaiting")).isNull();
        assertThat(shop.financials(order).getString("refunds[0].cause")).isEqualTo("WITHDRAWAL");
        assertThat(claims()).isEqualTo("[]");
    }

    /** D2, A18: after the seller was paid: the goods first, then the money, which the seller owes back. */
    @Test
    void afterTheEscrowItIsAClaimOnTheSeller() {
        String order = delivered(shop);
        Http.as(shop.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        JsonPath asked =
                shop.ask(order, AS_THEY_WERE).then().statusCode(201).extract().jsonPath();
        assertThat(asked.getString("awaiting")).isEqualTo("GOODS_BACK");
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(shop.order(order).getString("refunded")).isEqualTo("0.00");
        assertThat(claims()).isEqualTo("[]");
        goesBack(order);
        JsonPath after = shop.order(order);
        assertThat(after.getString("status")).isEqualTo("RETURNED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(claims()).isEqualTo("[[D4, 29.90]]");
        assertThat(Duration.between(
                        Instant.parse(shop.financials(order).getString("refunds[0].requestedAt")),
                        Instant.parse(shop.financials(order).getString("refunds[0].repayBy"))))
                .isEqualTo(Duration.ofDays(10));
    }

    /** D1, P7: nothing is sent back: nothing is paid, and the order ends as it would have. */
    @Test
    void nothingComesAndNothingIsPaid() {
        String order = delivered(shop);
        shop.ask(order, AS_THEY_WERE).then().statusCode(201);
        String completed = delivered(shop);
        Http.as(shop.buyer, "buyer")
                .post("/v1/orders/" + completed + "/receipt")
                .then()
                .statusCode(200);
        shop.ask(completed, AS_THEY_WERE).then().statusCode(201);
        Http.advance(Duration.ofDays(10).plusMinutes(1));
        JsonPath lapsed = shop.order(order);
        assertThat(lapsed.getString("dispute.status")).isEqualTo("LAPSED");
        assertThat(lapsed.getString("cancellation.status")).isEqualTo("WITHDRAWN");
        assertThat(lapsed.getString("cancellation.explanation")).contains("D1");
        assertThat(lapsed.getList("deadlines.kind")).containsExactly("RELEASE_ESCROW");
        JsonPath kept = shop.order(completed);
        assertThat(kept.getString("status")).isEqualTo("COMPLETED");
        assertThat(kept.getString("cancellation.status")).isEqualTo("WITHDRAWN");
        assertThat(kept.getList("deadlines")).isEmpty();
        Http.advance(Duration.ofDays(16));
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(shop.order(order).getString("refunded")).isEqualTo("0.00");
        assertThat(claims()).isEqualTo("[]");
    }

    /** D1, P2: one unit goes back, the other is kept, and its escrow runs on. */
    @Test
    void oneUnitGoesBackAndTheOtherIsKept() {
        String order = delivered(shop);
        shop.ask(order, Map.of("goodsAsTheyWere", true, "lines", ONE_UNIT.get("lines")))
                .then()
                .statusCode(201);
        goesBack(order);
        JsonPath after = shop.order(order);
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        assertThat(after.getInt("lines[0].cancelled")).isEqualTo(1);
        Http.advance(Duration.ofDays(16));
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
    }

    /** D1: what was not sent is paid back at once, the rest when its parcel is back. */
    @Test
    void whatWasNotSentIsPaidAtOnce() {
        String number = Market.trackingNumber();
        String order = shop.paid();
        shop.ship(order, number, ONE_UNIT).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        shop.ask(order, Map.of()).then().statusCode(201);
        JsonPath half = shop.order(order);
        assertThat(half.getString("refunded")).isEqualTo("12.50");
        assertThat(half.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(half.getString("cancellation.awaiting")).isEqualTo("PARCEL_BACK");
        Market.scan(number, "RETURNED", Http.now().plusSeconds(1)).then().statusCode(200);
        Http.advance(Duration.ofSeconds(5));
        Market.eventually(
                () -> assertThat(shop.order(order).getString("status")).isEqualTo("RETURNED"));
        assertThat(shop.order(order).getString("refunded")).isEqualTo("29.90");
        assertThat(shop.order(order).getString("cancellation.awaiting")).isNull();
    }

    /** D1, A15: of a parcel that no carrier ever had, nothing was sent: the money comes without any act. */
    @Test
    void whatWasNeverSentIsPaidByItself() {
        String order = shop.paid();
        shop.ship(order, Market.trackingNumber()).then().statusCode(201);
        shop.ask(order, Map.of()).then().statusCode(201);
        assertThat(shop.order(order).getString("refunded")).isEqualTo("0.00");
        for (int day = 0; day < 9 && shop.order(order).getString("status").equals("SHIPPED"); day++) {
            pass(order, Duration.ofDays(1));
        }
        JsonPath after = shop.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("cancelledBy")).isEqualTo("BUYER");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(after.getString("cancellation.awaiting")).isNull();
        assertThat(after.getList("deadlines")).isEmpty();
    }

    /** D4: where the policy says so, a scan of what goes back is enough. */
    @Test
    void whatIsOnItsWayBackIsPaidWhereThePolicySaysSo() {
        Market early = Market.under("sent-back");
        String order = delivered(early);
        early.ask(order, AS_THEY_WERE).then().statusCode(201);
        String back = Market.trackingNumber();
        sendBack(early, order, back).then().statusCode(200);
        assertThat(early.order(order).getString("refunded")).isEqualTo("0.00");
        Market.scan(back, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(early.order(order).getString("status")).isEqualTo("RETURNED");
        assertThat(early.order(order).getString("refunded")).isEqualTo("29.90");
        Market.scan(back, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(early.order(order).getString("refunded")).isEqualTo("29.90");
    }

    /** A13, D1: whoever has the goods and says so takes the refusal back. */
    @Test
    void confirmingReceiptTakesTheRefusalBack() {
        String number = Market.trackingNumber();
        String order = shop.paid();
        shop.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        shop.ask(order, Map.of()).then().statusCode(201);
        Http.as(shop.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        JsonPath after = shop.order(order);
        assertThat(after.getString("status")).isEqualTo("COMPLETED");
        assertThat(after.getString("cancellation.status")).isEqualTo("WITHDRAWN");
        assertThat(after.getString("cancellation.awaiting")).isNull();
    }

    /** D4: the shop was to fetch the goods and has not: a person decides. */
    @Test
    void goodsThatTheShopDoesNotFetchAreForAPerson() {
        Market fashion = Market.under("lamoda+distance-selling");
        String order = fashion.paid();
        fashion.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        fashion.ask(order, Map.of("goodsAsTheyWere", true, "fetchedByShop", true))
                .then()
                .statusCode(201);
        Http.advance(Duration.ofDays(14).plusMinutes(1));
        assertThat(fashion.order(order).getString("dispute.status")).isEqualTo("ESCALATED");
        // The shop's people may still say that they have them.
        Http.as("agent-1", "agent")
                .post("/v1/disputes/" + fashion.order(order).getString("dispute.id") + "/return-receipt")
                .then()
                .statusCode(200);
        assertThat(fashion.order(order).getString("status")).isEqualTo("RETURNED");
        assertThat(fashion.financials(order).getString("refunded")).isEqualTo("25.00");
    }

    /** C2, D1: refused by law on its way, and then at the post office: the one does not stand in the way of the other. */
    @Test
    void refusedByLawAndAtThePostOffice() {
        Market post = Market.under("cod-post+distance-selling");
        String order = post.placed();
        post.ship(order, Market.trackingNumber()).then().statusCode(201);
        post.ask(order, Map.of()).then().statusCode(201);
        assertThat(post.order(order).getString("cancellation.awaiting")).isEqualTo("PARCEL_BACK");
        post.handOver(order, Map.of("outcome", "REFUSED", "inWriting", true, "reason", "By law"))
                .then()
                .statusCode(200);
        assertThat(post.order(order).getString("status")).isEqualTo("RETURNED");
        assertThat(post.order(order).getString("cancellation.awaiting")).isNull();
    }

    /** A18, C1, D1: what is paid while the goods are to go back is held, and the seller's once they do not. */
    @Test
    void whatComesInMeanwhileIsHeld() {
        Market post = Market.under("cod-post+distance-selling");
        String order = post.placed();
        post.ship(order, Market.trackingNumber()).then().statusCode(201);
        post.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        Http.as(post.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        post.ask(order, AS_THEY_WERE).then().statusCode(201);
        post.pay(order, "pay-1", "29.90", "ch_" + order).then().statusCode(201);
        JsonPath meanwhile = Market.financialsOfStaff(order);
        assertThat(meanwhile.getString("paid")).isEqualTo("29.90");
        assertThat(meanwhile.getString("accounts.held")).isEqualTo("29.90");
        assertThat(meanwhile.getString("accounts.released")).isEqualTo("0.00");

        Http.advance(Duration.ofDays(14).plusMinutes(1));
        assertThat(post.order(order).getString("dispute.status")).isEqualTo("LAPSED");
        JsonPath after = Market.financialsOfStaff(order);
        assertThat(after.getString("accounts.held")).isEqualTo("0.00");
        assertThat(after.getString("accounts.released")).isEqualTo("29.90");
    }

    /** D1: the law's return cannot be opened as a dispute. */
    @Test
    void theLawsReturnIsAskedForByACancellation() {
        String order = delivered(shop);
        assertThat(Http.as(shop.buyer, "buyer")
                        .body(Map.of("kind", "RETURN_BY_LAW", "text", "By law"))
                        .post("/v1/orders/" + order + "/disputes")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("errors[0].field"))
                .isEqualTo("kind");
    }

    /** D1: refused and delivered at once: whichever is first, the goods are with the buyer and go back. */
    @Test
    void refusalAndDeliveryAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < ROUNDS; i++) {
                String number = Market.trackingNumber();
                String order = shop.paid();
                shop.ship(order, number).then().statusCode(201);
                Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
                Instant now = Http.now();
                List<Callable<Integer>> acts = List.of(
                        () -> shop.ask(order, AS_THEY_WERE).statusCode(),
                        () -> shop.ask(order, AS_THEY_WERE).statusCode(),
                        () -> Market.scan(number, "DELIVERED", now).statusCode());
                int approved = 0;
                for (Future<Integer> each : threads.invokeAll(acts).subList(0, 2)) {
                    approved += each.get() == 201 ? 1 : 0;
                }
                JsonPath after = shop.order(order);
                assertThat(approved).isEqualTo(1);
                assertThat(after.getString("status")).isEqualTo("DELIVERED");
                assertThat(after.getString("refunded")).isEqualTo("0.00");
                assertThat(after.getString("cancellation.awaiting")).isEqualTo("GOODS_BACK");
                assertThat(after.getString("dispute.status")).isEqualTo("AWAITING_RETURN");
                assertThat(after.getList("deadlines.kind")).containsExactly("RETURN_DUE");
            }
        }
    }

    // --- the people ------------------------------------------------------------------------------------------------

    private static String delivered(Market where) {
        String number = Market.trackingNumber();
        String order = where.paid();
        where.ship(order, number).then().statusCode(201);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(where.order(order).getString("status")).isEqualTo("DELIVERED");
        return order;
    }

    private void goesBack(String order) {
        String back = Market.trackingNumber();
        sendBack(shop, order, back).then().statusCode(200);
        Market.scan(back, "DELIVERED", Http.now()).then().statusCode(200);
    }

    private static Response sendBack(Market where, String order, String number) {
        return Http.as(where.buyer, "buyer")
                .body(Map.of("carrier", "ups", "trackingNumber", number))
                .post("/v1/disputes/" + where.order(order).getString("dispute.id") + "/return-shipment");
    }

    private String claims() {
        return Http.as(shop.seller, "seller")
                .get("/v1/sellers/" + shop.seller)
                .jsonPath()
                .getList("entries.findAll { it.kind == 'CLAIM' }.collect { [it.rule, it.amount] }")
                .toString();
    }

    private void pass(String order, Duration time) {
        Http.advance(time);
        while (shop.order(order).getBoolean("frozen")) {
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
