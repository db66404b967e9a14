package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** P4: a mistyped number is put right until the carrier accepts, and proposed while the order is frozen. */
@QuarkusTest
class NumberCorrectionTest {

    private static final int ROUNDS = Rounds.of(40);

    private final Market market = Market.open();

    private String shipment(String order) {
        return market.order(order).getString("shipments[0].id");
    }

    private Response correct(String order, String number) {
        return Http.as(market.seller, "seller")
                .body(Map.of("carrier", "ups", "trackingNumber", number))
                .post("/v1/shipments/" + shipment(order) + "/correction");
    }

    private Response decide(String order, String how, Map<String, Object> body) {
        return Http.as("mod-1", "moderator").body(body).post("/v1/shipments/" + shipment(order) + "/correction/" + how);
    }

    private List<String> sellersActions(String order) {
        return Http.as(market.seller, "seller")
                .get("/v1/orders/" + order)
                .then()
                .statusCode(200)
                .extract()
                .path("allowedActions");
    }

    private static void scan(String number, String status) {
        Market.scan(number, status, Http.now()).then().statusCode(200);
    }

    /** Both numbers stay on record; events of the old one no longer move the parcel. */
    @Test
    void aMistypedNumberIsPutRight() {
        String order = market.paid();
        String mistyped = Market.trackingNumber();
        String right = Market.trackingNumber();
        market.ship(order, mistyped).then().statusCode(201).body("correctionsLeft", equalTo(2));
        String declaredAt = market.order(order).getString("shipments[0].declaredAt");
        assertThat(sellersActions(order)).contains("CORRECT_TRACKING_NUMBER");
        Http.advance(Duration.ofHours(3));

        correct(order, right)
                .then()
                .statusCode(201)
                .body("shipment.trackingNumber", equalTo(right))
                .body("number.valid", equalTo(true))
                .body("proposed", equalTo(false))
                .body("correctionsLeft", equalTo(1));
        JsonPath after = market.order(order);
        assertThat(after.getString("shipments[0].trackingNumber")).isEqualTo(right);
        assertThat(after.getList("shipments[0].earlierNumbers.trackingNumber")).containsExactly(mistyped);
        assertThat(after.getList("shipments[0].earlierNumbers.state")).containsExactly("REPLACED");
        assertThat(after.getString("shipments[0].notice"))
                .contains("The seller has put its number right", "UPS " + mistyped, "(P4)");
        assertThat(after.getString("shipments[0].earlierNumbers[0].from")).isEqualTo(declaredAt);
        assertThat(after.getString("shipments[0].declaredAt")).isEqualTo(declaredAt);

        scan(mistyped, "ACCEPTED");
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
        scan(right, "ACCEPTED");
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(sellersActions(order)).doesNotContain("CORRECT_TRACKING_NUMBER");
        correct(order, Market.trackingNumber())
                .then()
                .statusCode(409)
                .body("code", equalTo("CARRIER_ACCEPTED"))
                .body("allowedActions", not(hasItem("CORRECT_TRACKING_NUMBER")));
    }

    /** What the carrier has reported under the right number so far is applied at once. */
    @Test
    void theCarrierMayHaveItAlready() {
        String order = market.paid();
        String right = Market.trackingNumber();
        scan(right, "ACCEPTED");
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        correct(order, right).then().statusCode(201).body("correctionsLeft", equalTo(0));
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
    }

    /** A13: against a request the carrier decides, under the right number. */
    @Test
    void aContestedRequestEndsWithAScanUnderTheRightNumber() {
        String order = market.paid();
        String request = market.asked(order);
        String right = Market.trackingNumber();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        scan(right, "ACCEPTED");
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("CONTESTED");
        correct(order, right).then().statusCode(201);
        assertThat(Http.as(market.buyer, "buyer")
                        .get("/v1/cancellations/" + request)
                        .<String>path("status"))
                .isEqualTo("TOO_LATE");
    }

    @Test
    void onlyAsOftenAsThePolicySays() {
        String order = market.shipped();
        String last = Market.trackingNumber();
        correct(order, Market.trackingNumber()).then().statusCode(201);
        correct(order, last).then().statusCode(201).body("correctionsLeft", equalTo(0));
        correct(order, last).then().statusCode(409).body("code", equalTo("NUMBER_UNCHANGED"));
        correct(order, Market.trackingNumber())
                .then()
                .statusCode(409)
                .body("code", equalTo("CORRECTIONS_USED_UP"))
                .body("detail", containsString("2 times; none is left"));
        assertThat(sellersActions(order)).doesNotContain("CORRECT_TRACKING_NUMBER");
    }

    @Test
    void whoMayAndWhatIsTaken() {
        String order = market.shipped();
        String shipment = shipment(order);
        Http.as("somebody", "seller")
                .body(Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber()))
                .post("/v1/shipments/" + shipment + "/correction")
                .then()
                .statusCode(404);
        for (String carrier : List.of("own", "nobody")) {
            Http.as(market.seller, "seller")
                    .body(Map.of("carrier", carrier, "trackingNumber", Market.trackingNumber()))
                    .post("/v1/shipments/" + shipment + "/correction")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("carrier"));
        }
        decide(order, "acceptance", Map.of()).then().statusCode(409).body("code", equalTo("NOTHING_PROPOSED"));
        market.approve(market.asked(order)).then().statusCode(200);
        correct(order, Market.trackingNumber()).then().statusCode(409).body("currentStatus", equalTo("CANCELLED"));
    }

    /** A mistyped order that F1 has frozen; the clock runs on from the first declaration. */
    private String frozen() {
        String order = market.shipped();
        Http.advanceBusinessDays(3);
        correct(order, Market.trackingNumber()).then().statusCode(201);
        Http.advanceBusinessDays(2);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        return order;
    }

    /** F1, A25: a proposed number changes nothing until a scan under it takes it; then the honest seller is free. */
    @Test
    void aScanUnderTheProposedNumberReleases() {
        String order = frozen();
        String right = Market.trackingNumber();
        String before = market.order(order).getString("shipments[0].trackingNumber");
        correct(order, right)
                .then()
                .statusCode(202)
                .body("proposed", equalTo(true))
                .body("shipment.trackingNumber", equalTo(before));
        JsonPath waiting = market.order(order);
        assertThat(waiting.getString("shipments[0].proposedNumber.trackingNumber"))
                .isEqualTo(right);
        assertThat(waiting.getBoolean("frozen")).isTrue();
        correct(order, right).then().statusCode(409).body("code", equalTo("NUMBER_PROPOSED"));

        Market.scan(right, "LABEL_CREATED", Http.now()).then().statusCode(200);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        scan(right, "ACCEPTED");
        JsonPath after = market.order(order);
        assertThat(after.getBoolean("frozen")).isFalse();
        assertThat(after.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(after.getString("shipments[0].trackingNumber")).isEqualTo(right);
        assertThat(after.getList("shipments[0].earlierNumbers")).hasSize(2);
        assertThat(after.<Object>get("shipments[0].proposedNumber")).isNull();
    }

    /** The real parcel was under way all the time. */
    @Test
    void aScanThatIsThereAlreadyTakesItAtOnce() {
        String order = frozen();
        String right = Market.trackingNumber();
        scan(right, "ACCEPTED");
        correct(order, right).then().statusCode(201).body("proposed", equalTo(false));
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
    }

    @Test
    void aModeratorTakesItOrDoesNot() {
        String order = frozen();
        String right = Market.trackingNumber();
        correct(order, right).then().statusCode(202);
        decide(order, "acceptance", Map.of()).then().statusCode(200).body("shipment.trackingNumber", equalTo(right));
        // Nobody has scanned it yet.
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        scan(right, "ACCEPTED");
        assertThat(market.order(order).getBoolean("frozen")).isFalse();

        String other = frozen();
        String before = market.order(other).getString("shipments[0].trackingNumber");
        String wrong = Market.trackingNumber();
        correct(other, wrong).then().statusCode(202);
        for (String noReason :
                List.of("", " ", "?!", "12345678901234567890", "No", "\u200b\u00a0", "---- no ---- no ----")) {
            decide(other, "rejection", Map.of("reason", noReason)).then().statusCode(400);
        }
        decide(other, "rejection", Map.of()).then().statusCode(400);
        assertThat(market.order(other).getString("shipments[0].notice"))
                .contains("its right number is UPS " + wrong, "a moderator or a scan under it decides");
        decide(other, "rejection", Map.of("reason", "The carrier says that it is another shop's"))
                .then()
                .statusCode(200);
        JsonPath after = market.order(other);
        assertThat(after.getString("shipments[0].trackingNumber")).isEqualTo(before);
        assertThat(after.<Object>get("shipments[0].proposedNumber")).isNull();
        assertThat(after.getString("shipments[0].notice"))
                .contains("A moderator did not take the number UPS " + wrong, "it is another shop's (P4)");
        scan(wrong, "ACCEPTED");
        assertThat(market.order(other).getBoolean("frozen")).isTrue();
        String caseId = Http.as("mod-1", "moderator")
                .get("/v1/cases?sellerId=" + market.seller)
                .path("items.find { it.orderId == '" + other + "' }.id");
        assertThat(Http.as("mod-1", "moderator").get("/v1/cases/" + caseId).<List<String>>path("timeline.what"))
                .anyMatch(what -> what.startsWith("shipment number proposed") && what.contains(wrong))
                .anyMatch(what -> what.startsWith(wrong + " accepted"));
    }

    /** F3: who named a number that another order has does not get rid of it by naming another. */
    @Test
    void theFirstNumberStillCountsWhereItIsUsedAgain() {
        String number = Market.trackingNumber();
        String first = market.paid();
        market.ship(first, number).then().statusCode(201);
        correct(first, Market.trackingNumber()).then().statusCode(201);

        Market other = Market.open();
        String theirs = other.paid();
        other.ship(theirs, number).then().statusCode(201);
        assertThat(other.order(theirs).getBoolean("frozen"))
                .as("another seller's mistake")
                .isFalse();

        String again = market.paid(Map.of("buyerId", other.buyer));
        market.ship(again, number).then().statusCode(201);
        assertThat(market.order(again).getBoolean("frozen")).isTrue();
        String right = Market.trackingNumber();
        scan(right, "ACCEPTED");
        correct(again, right).then().statusCode(201);
        assertThat(market.order(again).getBoolean("frozen"))
                .as("put right, and still known")
                .isTrue();
        assertThat(DetectorsTest.signals(again).getList("signals.findAll { it.clearedAt == null }.code"))
                .containsExactly("NUMBER_REUSED");
    }

    /** A scan of the old number first: nothing is put right; after it: the scan is another parcel's. */
    @Test
    void correctionAgainstAScanOfTheOldNumber() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String old = Market.trackingNumber();
            String order = market.paid();
            market.ship(order, old).then().statusCode(201);
            String right = Market.trackingNumber();
            int corrected = atOnce(order, right, old);
            JsonPath after = market.order(order);
            assertThat(List.of(201, 409)).contains(corrected);
            assertThat(after.getString("shipments[0].trackingNumber")).isEqualTo(corrected == 201 ? right : old);
            assertThat(after.getString("status")).isEqualTo(corrected == 201 ? "SHIPPED" : "IN_TRANSIT");
        }
    }

    /** A scan of the right number counts, whichever comes first. */
    @Test
    void correctionAgainstAScanOfTheRightNumber() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String order = market.shipped();
            String right = Market.trackingNumber();
            assertThat(atOnce(order, right, right)).isEqualTo(201);
            Market.eventually(
                    () -> assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT"));
            assertThat(market.order(order).getString("shipments[0].trackingNumber"))
                    .isEqualTo(right);
        }
    }

    /** What the correction answered. */
    private int atOnce(String order, String right, String scanned) throws Exception {
        String shipment = shipment(order);
        CountDownLatch both = new CountDownLatch(2);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> correction = people.submit(() -> {
                both.countDown();
                both.await();
                return Http.as(market.seller, "seller")
                        .body(Map.of("carrier", "ups", "trackingNumber", right))
                        .post("/v1/shipments/" + shipment + "/correction")
                        .statusCode();
            });
            Future<Integer> scan = people.submit(() -> {
                both.countDown();
                both.await();
                return Market.scan(scanned, "ACCEPTED", Http.now()).statusCode();
            });
            assertThat(scan.get()).isEqualTo(200);
            return correction.get();
        }
    }
}
