package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules F, each over HTTP: the signal, and the harmless case that looks like it. */
@QuarkusTest
class SignalsTest {

    @Inject
    DataSource source;

    private final Market market = Market.open();

    private static List<String> standing(String order) {
        return DetectorsTest.signals(order).getList("signals.findAll { it.clearedAt == null }.code");
    }

    private String declared(String number) {
        String order = market.paid();
        market.ship(order, number).then().statusCode(201);
        return order;
    }

    private static void scan(
            String number, String status, Instant at, @Nullable String country, @Nullable String postalCode) {
        Map<String, Object> place = new LinkedHashMap<>();
        if (country != null) {
            place.put("country", country);
        }
        if (postalCode != null) {
            place.put("postalCode", postalCode);
        }
        Http.as("shop", "service")
                .body(List.of(Map.of(
                        "id",
                        Market.fresh("ev"),
                        "carrier",
                        "ups",
                        "trackingNumber",
                        number,
                        "status",
                        status,
                        "occurredAt",
                        at.toString(),
                        "location",
                        place)))
                .post("/v1/carrier-events")
                .then()
                .statusCode(200);
    }

    private static void scan(String number, String status, Instant at) {
        Market.scan(number, status, at).then().statusCode(200);
    }

    /** F1: frozen when its time comes, by the deadline; nobody sees that deadline. A late scan clears it at once. */
    @Test
    void noCarrierMovement() {
        String number = Market.trackingNumber();
        String order = declared(number);
        assertThat(market.order(order).getList("deadlines.kind")).containsExactly("PARCEL_OVERDUE");
        Http.advanceBusinessDays(5);
        JsonPath signals = DetectorsTest.signals(order);
        assertThat(signals.getList("signals.code")).containsExactly("NO_CARRIER_MOVEMENT");
        assertThat(signals.getString("signals[0].foundBy")).isEqualTo("deadline");
        assertThat(signals.getString("verdict.level")).isEqualTo("FREEZE");
        assertThat(market.order(order).getBoolean("frozen")).isTrue();

        scan(number, "ACCEPTED", Http.now());
        assertThat(standing(order)).isEmpty();
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
    }

    /** F: a carrier whose clock is ahead thaws as well, however it reports the scan. */
    @Test
    void aLateScanDatedAheadThawsAtOnce() {
        String scanned = withCheckDigit("1Z" + account() + "031000001");
        String pushed = withCheckDigit("1Z" + account() + "031000001");
        List<String> orders = List.of(declared(scanned), declared(pushed));
        Http.advanceBusinessDays(5);
        for (String order : orders) {
            assertThat(standing(order)).containsExactly("NO_CARRIER_MOVEMENT");
            assertThat(market.order(order).getBoolean("frozen")).isTrue();
        }

        Instant ahead = Http.now().plus(Duration.ofMinutes(10));
        scan(scanned, "ACCEPTED", ahead);
        JsonObject delivery = Webhooks.tracker(
                Market.fresh("evt"), Http.now(), pushed, ahead, "in_transit/received_at_origin_facility");
        delivery.getJsonObject("result")
                .getJsonArray("tracking_details")
                .getJsonObject(0)
                .getJsonObject("tracking_location")
                .put("country", "CN");
        Webhooks.easypost(delivery).then().statusCode(200);
        for (String order : orders) {
            assertThat(standing(order)).isEmpty();
            JsonPath view = market.order(order);
            assertThat(view.getBoolean("frozen")).isFalse();
            assertThat(view.getString("status")).isEqualTo("IN_TRANSIT");
            assertThat(Instant.parse(view.getString("shipments[0].acceptedAt")))
                    .isBefore(ahead.minus(Duration.ofMinutes(5)));
        }
    }

    /** F1: small packets of ordinary letter post are scanned by nobody. */
    @Test
    void anUntrackedPacketIsNotMissed() {
        String order = market.paid();
        market.ship(order, Market.letterNumber("UA"), Map.of("carrier", "s10"))
                .then()
                .statusCode(201);
        Http.advance(Duration.ofDays(20));
        assertThat(standing(order)).doesNotContain("NO_CARRIER_MOVEMENT");
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
    }

    /** F2. */
    @Test
    void shippedToBlock() {
        String order = market.paid();
        market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        // F1 would need five.
        Http.advanceBusinessDays(3);
        assertThat(standing(order)).contains("SHIPPED_TO_BLOCK");
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
    }

    /** F3: the second order is suspect at its declaration, the first of the same seller right after it. */
    @Test
    void numberReused() {
        String number = Market.trackingNumber();
        String first = declared(number);
        assertThat(market.order(first).getBoolean("frozen")).isFalse();
        Market other = Market.open();
        String second = orderOf(other.buyer, market.seller);
        market.ship(second, number).then().statusCode(201);
        assertThat(standing(second)).containsExactly("NUMBER_REUSED");
        Http.advance(Duration.ofSeconds(1));
        Market.eventually(() -> assertThat(standing(first)).containsExactly("NUMBER_REUSED"));
        assertThat(DetectorsTest.signals(first).getString("signals[0].foundBy")).isEqualTo("number");
    }

    /** F3: of two that declare one number at the same moment, neither sees the other; right afterwards both are found. */
    @Test
    void aNumberDeclaredTwiceAtOnce() {
        Market other = Market.open();
        for (int round = 0; round < Rounds.of(10); round++) {
            String number = Market.trackingNumber();
            String one = market.paid();
            String another = orderOf(other.buyer, market.seller);
            atOnce(
                    () -> market.ship(one, number).then().statusCode(201),
                    () -> market.ship(another, number).then().statusCode(201));
            Market.eventually(() -> assertThat(standing(one)).containsExactly("NUMBER_REUSED"));
            Market.eventually(() -> assertThat(standing(another)).containsExactly("NUMBER_REUSED"));
        }
    }

    /** F3: one parcel may bring dozens of orders of one buyer, and they hide nobody else's. */
    @Test
    void anotherBuyersOrderIsSeenBehindManyOfOne() {
        String number = Market.trackingNumber();
        String first = declared(number);
        Market other = Market.open();
        for (int i = 0; i < 21; i++) {
            String order = orderOf(other.buyer, market.seller);
            market.ship(order, number).then().statusCode(201);
        }
        Http.advance(Duration.ofSeconds(1));
        String last = orderOf(other.buyer, market.seller);
        market.ship(last, number).then().statusCode(201);
        assertThat(standing(last)).containsExactly("NUMBER_REUSED");
        Market.eventually(() -> assertThat(standing(first)).containsExactly("NUMBER_REUSED"));
    }

    private static void atOnce(Runnable one, Runnable other) {
        CompletableFuture<Void> beside = CompletableFuture.runAsync(other);
        one.run();
        beside.join();
    }

    private static String orderOf(String buyer, String seller) {
        String id = Market.fresh("order");
        Http.as("shop", "service")
                .body(Market.orderBody(id, buyer, seller))
                .post("/v1/orders")
                .then()
                .statusCode(201);
        Http.as("shop", "service")
                .body(Map.of(
                        "id",
                        "pay-1",
                        "method",
                        "card",
                        "amount",
                        "29.90",
                        "state",
                        "CAPTURED",
                        "provider",
                        "sandbox",
                        "providerReference",
                        "ch_" + id))
                .post("/v1/orders/" + id + "/payments")
                .then()
                .statusCode(201);
        return id;
    }

    /** F3: one parcel for several orders of one buyer to one address is none. */
    @Test
    void oneParcelForSeveralOrders() {
        String number = Market.trackingNumber();
        String first = declared(number);
        String second = declared(number);
        Http.advance(Duration.ofSeconds(1));
        assertThat(standing(first)).isEmpty();
        assertThat(standing(second)).isEmpty();
    }

    /** F4, and cleared by a scan: carriers know their numbers best. */
    @Test
    void numberInvalid() {
        String number = "1Z" + Market.fresh("x").replaceAll("\\D", "");
        String order = declared(number);
        assertThat(standing(order)).containsExactly("NUMBER_INVALID");
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
        scan(number, "ACCEPTED", Http.now());
        assertThat(standing(order)).isEmpty();
    }

    /** F5: on its way before the order was; some hours are the clocks'. */
    @Test
    void scanBeforeOrder() {
        String number = Market.trackingNumber();
        scan(number, "ACCEPTED", Http.now().minus(Duration.ofDays(3)));
        String order = declared(number);
        assertThat(standing(order)).contains("SCAN_BEFORE_ORDER");
        assertThat(market.order(order).getBoolean("frozen")).isTrue();

        String skewed = Market.trackingNumber();
        scan(skewed, "ACCEPTED", Http.now().minus(Duration.ofHours(20)));
        assertThat(standing(declared(skewed))).isEmpty();

        String recycled = Market.trackingNumber();
        scan(recycled, "DELIVERED", Http.now().minus(Duration.ofDays(140)));
        assertThat(standing(declared(recycled))).isEmpty();

        // An earlier life hides no scan of this one.
        String both = Market.trackingNumber();
        scan(both, "DELIVERED", Http.now().minus(Duration.ofDays(70)));
        scan(both, "ACCEPTED", Http.now().minus(Duration.ofDays(10)));
        assertThat(standing(declared(both))).contains("SCAN_BEFORE_ORDER");
    }

    /** F6: to another city; a pickup point in the neighbourhood is none. */
    @Test
    void wrongDestination() {
        String number = Market.trackingNumber();
        String order = declared(number);
        scan(number, "ACCEPTED", Http.now(), "CN", null);
        Http.advance(Duration.ofDays(3));
        scan(number, "DELIVERED", Http.now(), "DE", "80331");
        assertThat(standing(order)).containsExactly("WRONG_DESTINATION");

        String near = Market.trackingNumber();
        String honest = declared(near);
        scan(near, "ACCEPTED", Http.now(), "CN", null);
        Http.advance(Duration.ofDays(3));
        scan(near, "DELIVERED", Http.now(), "DE", "10119");
        assertThat(standing(honest)).isEmpty();

        // Of several deliveries the last counts, whenever the carrier tells of it; but for one at the buyer's own
        // address.
        scan(near, "DELIVERED", Http.now().minus(Duration.ofDays(1)), "DE", "80331");
        assertThat(standing(honest)).isEmpty();
        Http.advance(Duration.ofHours(1));
        scan(near, "DELIVERED", Http.now(), "DE", "80331");
        assertThat(standing(honest)).containsExactly("WRONG_DESTINATION");
        scan(near, "DELIVERED", Http.now().minus(Duration.ofDays(1)), "DE", "10115");
        assertThat(standing(honest)).isEmpty();
    }

    /** F7: across the world in an hour. */
    @Test
    void impossibleSpeed() {
        String number = Market.trackingNumber();
        String order = declared(number);
        scan(number, "ACCEPTED", Http.now(), "CN", null);
        Http.advance(Duration.ofHours(1));
        scan(number, "DELIVERED", Http.now(), "DE", "10115");
        assertThat(standing(order)).containsExactly("IMPOSSIBLE_SPEED");
    }

    /** F8: under an account that is another seller's. */
    @Test
    void foreignShipper() {
        String account = account();
        Market owner = Market.open();
        String own = owner.paid();
        String ownNumber = withCheckDigit("1Z" + account + "031000001");
        owner.ship(own, ownNumber).then().statusCode(201);
        scan(ownNumber, "ACCEPTED", Http.now());

        String order = declared(withCheckDigit("1Z" + account + "031000002"));
        assertThat(standing(order)).containsExactly("FOREIGN_SHIPPER");

        // Whoever came later does not make the owner a stranger to their own account.
        scan(withCheckDigit("1Z" + account + "031000002"), "ACCEPTED", Http.now());
        assertThat(Market.sweep(Map.of("mode", "FULL")).getString("status")).isEqualTo("DONE");
        assertThat(standing(own)).isEmpty();

        // The owner's next parcel is their own.
        String next = owner.paid();
        owner.ship(next, withCheckDigit("1Z" + account + "031000003")).then().statusCode(201);
        assertThat(standing(next)).isEmpty();
    }

    private static String account() {
        return String.format(
                Locale.ROOT, "%06d", Math.floorMod(Market.fresh("a").hashCode() + System.nanoTime(), 1_000_000L));
    }

    /** UPS: every second digit counts twice, up to the next ten. */
    private static String withCheckDigit(String withoutIt) {
        String serial = withoutIt.substring(2, 17);
        int sum = 0;
        for (int i = 0; i < serial.length(); i++) {
            sum += (serial.charAt(i) - '0') * (i % 2 == 0 ? 1 : 2);
        }
        return "1Z" + serial + (10 - sum % 10) % 10;
    }

    /** F9: the seller says they ship from China. */
    @Test
    void wrongOrigin() {
        String number = Market.trackingNumber();
        String order = declared(number);
        scan(number, "ACCEPTED", Http.now(), "PL", null);
        assertThat(standing(order)).containsExactly("WRONG_ORIGIN");
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
    }

    /** F10: the same paper for another parcel; for another order in the same parcel it is the right one. */
    @Test
    void evidenceReused() {
        byte[] paper = Papers.pdf("receipt " + Market.fresh("p"));
        String number = Market.trackingNumber();
        String first = declared(number);
        give(first, paper).then().statusCode(201);
        String sameParcel = declared(number);
        give(sameParcel, paper).then().statusCode(201);
        assertThat(standing(sameParcel)).isEmpty();

        String second = declared(Market.trackingNumber());
        give(second, paper).then().statusCode(201);
        assertThat(standing(second)).containsExactly("EVIDENCE_REUSED");
        assertThat(DetectorsTest.signals(second).getString("signals[0].foundBy"))
                .isEqualTo("evidence");
        assertThat(standing(first)).isEmpty();

        // Who gave it first may give it again.
        give(first, paper).then().statusCode(201);
        assertThat(standing(first)).isEmpty();
    }

    /** F10: given for two orders at the same moment, it is held against one of them, and not against both. */
    @Test
    void aDocumentGivenTwiceAtOnce() {
        for (int round = 0; round < Rounds.of(6); round++) {
            byte[] paper = Papers.pdf("receipt " + Market.fresh("p"));
            String one = declared(Market.trackingNumber());
            String other = declared(Market.trackingNumber());
            atOnce(
                    () -> give(one, paper).then().statusCode(201),
                    () -> give(other, paper).then().statusCode(201));
            Market.eventually(() -> assertThat(Stream.concat(standing(one).stream(), standing(other).stream()))
                    .containsExactly("EVIDENCE_REUSED"));
        }
    }

    private Response give(String order, byte[] content) {
        return Http.as(market.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.pdf", content, "application/pdf")
                .post("/v1/shipments/" + market.order(order).getString("shipments[0].id") + "/evidence");
    }

    /** F11: three requests blocked, and nothing ever moved: the fourth counts more. */
    @Test
    void sellerPattern() {
        String late = "";
        for (int i = 0; i < 3; i++) {
            String order = market.paid();
            market.asked(order);
            late = Market.trackingNumber();
            market.ship(order, late).then().statusCode(201);
        }
        // A record is about parcels that had ten days to move.
        Http.advance(Duration.ofDays(11));
        String order = market.paid();
        market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Http.advance(Duration.ofMinutes(1));
        assertThat(Market.sweep().getString("status")).isEqualTo("DONE");
        assertThat(standing(order)).contains("SELLER_PATTERN");
        assertThat(DetectorsTest.signals(order).getString("signals[0].words")).contains("3");

        // One of the three moves after all: the record is put right at once, and nobody is held to it any more.
        scan(late, "ACCEPTED", Http.now());
        String next = market.paid();
        market.asked(next);
        market.ship(next, Market.trackingNumber()).then().statusCode(201);
        assertThat(standing(next)).doesNotContain("SELLER_PATTERN");
        assertThat(Market.sweep().getString("status")).isEqualTo("DONE");
        assertThat(standing(order)).doesNotContain("SELLER_PATTERN");
    }

    /** F: parcels of one seller that are scanned at once put the record right as if they were scanned one after the other. */
    @Test
    void theRecordOfASellerIsPutRightByScansAtOnce() {
        List<Map<String, Object>> scans = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String order = market.paid();
            market.asked(order);
            String number = Market.trackingNumber();
            market.ship(order, number).then().statusCode(201);
            scans.add(CarrierEventsTest.event("late", number, "ACCEPTED", Http.now()));
        }
        Http.advanceBusinessDays(10);
        assertThat(Market.sweep().getString("status")).isEqualTo("DONE");
        assertThat(unmoved()).containsExactly("10");
        CarrierEventsTest.send(scans);
        assertThat(unmoved()).containsExactly("0");
    }

    private List<String> unmoved() {
        return new PlainSql(source).ask("select unmoved from seller_profile where seller_id = ?", market.seller);
    }

    /** F6: a finding says what is known now, not what was known when the signal was raised first. */
    @Test
    void aFindingThatSaysSomethingElseTakesThePlaceOfTheOldOne() {
        String number = Market.trackingNumber();
        String order = declared(number);
        scan(number, "ACCEPTED", Http.now(), "CN", null);
        Http.advance(Duration.ofDays(3));
        scan(number, "DELIVERED", Http.now().minus(Duration.ofHours(2)), "FR", "75001");
        assertThat(standing(order)).containsExactly("WRONG_DESTINATION");
        scan(number, "DELIVERED", Http.now().minus(Duration.ofHours(1)), "PL", "00950");
        assertThat(standing(order)).containsExactly("WRONG_DESTINATION");
        assertThat(DetectorsTest.signals(order).getString("signals.find { it.clearedAt == null }.words"))
                .contains("PL 00950");
        assertThat(DetectorsTest.signals(order).getString("signals.find { it.clearedAt != null }.clearedBecause"))
                .isEqualTo("What is known has changed, and it is found anew");
    }

    /** F12: three buyers of one seller say so; one is for the moderator to weigh. */
    @Test
    void coercedReason() {
        String alone = market.paid();
        market.ask(alone, Map.of("sellerAskedForThisReason", true)).then().statusCode(201);
        market.ship(alone, Market.trackingNumber()).then().statusCode(201);
        assertThat(Market.sweep().getString("status")).isEqualTo("DONE");
        assertThat(standing(alone)).doesNotContain("COERCED_REASON");
        for (int i = 0; i < 2; i++) {
            String buyer = Market.fresh("buyer");
            String order = orderOf(buyer, market.seller);
            Http.as(buyer, "buyer")
                    .body(Map.of("reason", "NOT_NEEDED", "trueReason", "OUT_OF_STOCK"))
                    .post("/v1/orders/" + order + "/cancellations")
                    .then()
                    .statusCode(201);
        }
        Http.advance(Duration.ofMinutes(1));
        // No parcel has changed, only what is said of the seller: a full sweep looks at that.
        assertThat(Market.sweep(Map.of("mode", "FULL")).getString("status")).isEqualTo("DONE");
        assertThat(standing(alone)).contains("COERCED_REASON");
    }

    /** F, A12: of all this the seller sees nothing. */
    @Test
    void theSellerSeesNoSignal() {
        String order = declared("1Z" + Market.fresh("x").replaceAll("\\D", ""));
        assertThat(standing(order)).isNotEmpty();
        Http.as(market.seller, "seller")
                .get("/v1/orders/" + order + "/signals")
                .then()
                .statusCode(403);
        String shown = Http.as(market.seller, "seller")
                .get("/v1/orders/" + order)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(shown).doesNotContain("NUMBER_INVALID").doesNotContain("SCAN_DUE");
    }
}
