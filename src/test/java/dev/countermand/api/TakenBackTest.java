package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A scan or a delivery that the carrier told wrongly is taken back: what followed is worked out anew (P1, A14, A18, F). */
@QuarkusTest
class TakenBackTest {

    private static final int ROUNDS = Rounds.of(40);
    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));

    private final Market market = Market.open();

    private static Response send(Map<String, Object> event) {
        return Http.as("shop", "service").body(List.of(event)).post("/v1/carrier-events");
    }

    /** Tells an event and gives its id. */
    private static String tell(String number, String status) {
        String id = Market.fresh("ev");
        send(event(id, number, status, Http.now())).then().statusCode(200).body("items[0].result", equalTo("STORED"));
        return id;
    }

    private static Map<String, Object> event(String id, String number, String status, Instant at) {
        Map<String, Object> event = new LinkedHashMap<>(Map.of("id", id, "carrier", "ups", "trackingNumber", number));
        event.put("status", status);
        event.put("occurredAt", at.toString());
        return event;
    }

    private static Response takeBack(String id, String number) {
        return send(Map.of("id", id, "carrier", "ups", "trackingNumber", number, "voided", true));
    }

    private static void takenBack(String id, String number) {
        takeBack(id, number).then().statusCode(200).body("items[0].result", equalTo("STORED"));
    }

    private String shipped(String number) {
        String order = market.paid();
        market.ship(order, number).then().statusCode(201);
        return order;
    }

    private List<Map<String, Object>> cases(String order) {
        return Http.as("mod-1", "moderator")
                .get("/v1/cases?sellerId=" + market.seller + "&limit=200")
                .path("items.findAll { it.orderId == '" + order + "' }");
    }

    /** A14, A15, A18: back on its way, without the escrow's deadline; delivered later, it runs from then on. */
    @Test
    void aDeliveryIsTakenBack() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        tell(number, "ACCEPTED");
        String wrong = tell(number, "DELIVERED");
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
        takenBack(wrong, number);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(after.getString("shipments[0].deliveredAt")).isNull();
        assertThat(after.getList("deadlines.kind")).doesNotContain("RELEASE_ESCROW");
        assertThat(cases(order)).isEmpty();
        takeBack(wrong, number).then().statusCode(200).body("items[0].result", equalTo("DUPLICATE"));

        Http.advance(Duration.ofDays(3));
        tell(number, "DELIVERED");
        JsonPath delivered = market.order(order);
        assertThat(delivered.getString("status")).isEqualTo("DELIVERED");
        Http.advance(Duration.ofDays(14));
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
        Http.advance(Duration.ofDays(2));
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
    }

    /** P2, C2: whoever was there when a parcel was fetched knows better than a carrier who takes back what it told. */
    @Test
    void whatWasHandedOverStaysSo() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        String number = Market.trackingNumber();
        post.ship(order, number, ONE_UNIT).then().statusCode(201);
        String wrong = tell(number, "ACCEPTED");
        post.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        takenBack(wrong, number);
        JsonPath after = post.order(order);
        assertThat(after.getString("status")).isEqualTo("PROCESSING");
        assertThat(after.getString("shipments[0].state")).isEqualTo("DELIVERED");
        assertThat(after.getInt("lines[0].delivered")).isEqualTo(1);
    }

    /** F1: without the scan it is missing again, and its time has run on from the declaration. */
    @Test
    void theOnlyScanIsTakenBack() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        String wrong = tell(number, "ACCEPTED");
        takenBack(wrong, number);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("SHIPPED");
        assertThat(after.getString("shipments[0].acceptedAt")).isNull();
        assertThat(after.getString("shipments[0].lastStatus")).isNull();
        market.ask(order).then().statusCode(201).body("status", equalTo("CONTESTED"));
        Http.advanceBusinessDays(5);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        assertThat(DetectorsTest.signals(order).getList("signals.code")).contains("NO_CARRIER_MOVEMENT");
    }

    /** A13, A14: it was too late only because of a scan that never was: the carrier decides again, and the seller may agree. */
    @Test
    void aRequestThatCameTooLateIsContestedAgain() {
        String order = market.paid();
        String request = market.asked(order);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        String wrong = tell(number, "ACCEPTED");
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("TOO_LATE");
        takenBack(wrong, number);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("SHIPPED");
        assertThat(after.getString("cancellation.status")).isEqualTo("CONTESTED");
        assertThat(after.getList("deadlines.kind")).contains("CARRIER_ACCEPTANCE");
        assertThat(cases(order)).isEmpty();
        market.approve(request).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
    }

    /** A4, A13: the same for the part of a request that was in the parcel; the other waits for the seller all the same. */
    @Test
    void aPartThatCameTooLateIsContestedAgain() {
        String order = market.paid();
        market.asked(order);
        String number = Market.trackingNumber();
        market.ship(order, number, ONE_UNIT).then().statusCode(201);
        String wrong = tell(number, "ACCEPTED");
        assertThat(market.order(order).getList("cancellation.units.state"))
                .containsExactlyInAnyOrder("PENDING", "TOO_LATE");
        takenBack(wrong, number);
        JsonPath after = market.order(order);
        assertThat(after.getList("cancellation.units.state")).containsExactlyInAnyOrder("PENDING", "CONTESTED");
        assertThat(after.getString("cancellation.status")).isEqualTo("PENDING");
        assertThat(after.getList("deadlines.kind")).contains("CARRIER_ACCEPTANCE");
    }

    /** A13: what the buyer took back, they took back; a scan that never was changes nothing of it. */
    @Test
    void whatTheBuyerTookBackStaysTakenBack() {
        String order = market.paid();
        String request = market.asked(order);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        market.withdraw(request).then().statusCode(200);
        takenBack(tell(number, "ACCEPTED"), number);
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("WITHDRAWN");
    }

    /** A13: the buyer has made another request since; there is one at a time, so a person looks. */
    @Test
    void anotherRequestIsOpenSoAPersonLooks() {
        String order = market.paid();
        String first = Market.trackingNumber();
        market.ship(order, first, ONE_UNIT).then().statusCode(201);
        market.ship(order, Market.trackingNumber(), ONE_UNIT).then().statusCode(201);
        List<String> parcels = market.order(order).getList("shipments.id");
        market.ask(order, Map.of("shipmentId", parcels.get(0))).then().statusCode(201);
        String wrong = tell(first, "ACCEPTED");
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("TOO_LATE");
        market.ask(order, Map.of("shipmentId", parcels.get(1))).then().statusCode(201);
        takenBack(wrong, first);
        assertThat(Desk.reasons(market)).containsExactly("CARRIER_CORRECTION");
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("CONTESTED");
    }

    /** F: a scan that released the order is taken back, and it is frozen as before. */
    @Test
    void aScanThatThawedFreezesAgain() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        Http.advanceBusinessDays(5);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        String wrong = tell(number, "ACCEPTED");
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
        takenBack(wrong, number);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
    }

    /** Any order of arrival. */
    @Test
    void theCorrectionMayComeFirst() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        String id = Market.fresh("ev");
        takenBack(id, number);
        send(event(id, number, "DELIVERED", Http.now()))
                .then()
                .statusCode(200)
                .body("items[0].result", equalTo("STORED"));
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
        tell(number, "ACCEPTED");
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        String both = Market.fresh("ev");
        Http.as("shop", "service")
                .body(List.of(
                        event(both, number, "DELIVERED", Http.now()),
                        Map.of("id", both, "carrier", "ups", "trackingNumber", number, "voided", true)))
                .post("/v1/carrier-events")
                .then()
                .statusCode(200)
                .body("items.result", equalTo(List.of("STORED", "STORED")));
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
    }

    /** An event that is no correction must say what happened, and when. */
    @Test
    void onlyACorrectionMayLeaveTheRestOut() {
        send(Map.of("id", Market.fresh("ev"), "carrier", "ups", "trackingNumber", Market.trackingNumber()))
                .then()
                .statusCode(400)
                .body("errors.field", org.hamcrest.Matchers.containsInAnyOrder("[0].status", "[0].occurredAt"));
        send(Map.of("id", "ev", "carrier", "nobody", "trackingNumber", "12345678", "voided", true))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("[0].carrier"));
    }

    /** A18: the escrow was released because of it: a person looks, and says what became of it. */
    @Test
    void whatHasGoneToTheSellerIsPutBeforeAPerson() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        tell(number, "ACCEPTED");
        String wrong = tell(number, "DELIVERED");
        Http.advance(Duration.ofDays(16));
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
        takenBack(wrong, number);
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
        String id = (String) cases(order).getFirst().get("id");
        JsonPath dossier = Http.as("mod-1", "moderator").get("/v1/cases/" + id).jsonPath();
        assertThat(dossier.getString("reason")).isEqualTo("CARRIER_CORRECTION");
        assertThat(dossier.getString("notes[0].text")).contains("taken back that it delivered", "29.90 EUR");
        assertThat(dossier.getList("timeline.what", String.class))
                .anyMatch(what -> what.equals(number + " delivered (taken back by the carrier)"));
        takeBack(wrong, number).then().statusCode(200);
        assertThat(cases(order)).hasSize(1);

        String token =
                Http.as("mod-1", "moderator").post("/v1/cases/" + id + "/claim").path("token");
        Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(Map.of("verdict", "RELEASE", "statement", "The buyer has it, they say on the phone"))
                .post("/v1/cases/" + id + "/decision")
                .then()
                .statusCode(200);
    }

    /** Whoever says that they have the goods needs no carrier to say so. */
    @Test
    void aConfirmedReceiptStands() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        tell(number, "ACCEPTED");
        String wrong = tell(number, "DELIVERED");
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        takenBack(wrong, number);
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(cases(order)).isEmpty();
    }

    /** P3: brought back, refunded, and then it was not so. */
    @Test
    void aReturnThatWasNoneIsPutBeforeAPerson() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        tell(number, "ACCEPTED");
        String wrong = tell(number, "RETURNED");
        Http.advance(Duration.ofSeconds(5));
        Market.eventually(
                () -> assertThat(market.order(order).getString("status")).isEqualTo("RETURNED"));
        takenBack(wrong, number);
        String id = (String) cases(order).getFirst().get("id");
        assertThat(Http.as("mod-1", "moderator").get("/v1/cases/" + id).<String>path("notes[0].text"))
                .contains("taken back that it brought the parcel back");
    }

    /** Of two deliveries the other one stands. */
    @Test
    void anotherDeliveryStands() {
        String number = Market.trackingNumber();
        String order = shipped(number);
        tell(number, "ACCEPTED");
        String first = tell(number, "DELIVERED");
        Http.advance(Duration.ofHours(5));
        tell(number, "DELIVERED");
        takenBack(first, number);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("DELIVERED");
        assertThat(after.getList("deadlines.kind")).contains("RELEASE_ESCROW");
        assertThat(Instant.parse(after.getString("shipments[0].deliveredAt")))
                .isAfter(Http.now().minus(Duration.ofHours(1)));
    }

    /** Void against receipt: whichever is first, the buyer has it. */
    @Test
    void aCorrectionAgainstTheReceipt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String number = Market.trackingNumber();
            String order = shipped(number);
            tell(number, "ACCEPTED");
            String wrong = tell(number, "DELIVERED");
            CountDownLatch both = new CountDownLatch(2);
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Integer> receipt = people.submit(() -> {
                    both.countDown();
                    both.await();
                    return Http.as(market.buyer, "buyer")
                            .post("/v1/orders/" + order + "/receipt")
                            .statusCode();
                });
                Future<Integer> correction = people.submit(() -> {
                    both.countDown();
                    both.await();
                    return takeBack(wrong, number).statusCode();
                });
                assertThat(receipt.get()).isEqualTo(200);
                assertThat(correction.get()).isEqualTo(200);
            }
            JsonPath after = market.order(order);
            assertThat(after.getString("status")).isEqualTo("COMPLETED");
            assertThat(after.getString("shipments[0].deliveredAt")).isNull();
            assertThat(cases(order)).isEmpty();
        }
    }
}
