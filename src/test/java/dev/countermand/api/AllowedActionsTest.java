package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** P2, P4: a refusal names as possible what {@code GET} of the order names, and eligibility offers what is taken. */
@QuarkusTest
class AllowedActionsTest {

    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));

    private final Market market = Market.open();

    /** An order in some state, and whose it is. */
    private record Found(String state, Market market, String order) {

        JsonPath seen() {
            return Http.as("mod-1", "moderator").get("/v1/orders/" + order).jsonPath();
        }
    }

    /** In many states every act is tried; those that are done lead to other states, the others are compared. */
    @Test
    void aRefusalNamesWhatTheOrderShows() {
        int compared = 0;
        for (Found each : inManyStates()) {
            int before = compared;
            for (String act : List.of("correction", "shipment", "dispute", "receipt", "cancellation", "answers")) {
                compared += tried(each, act);
            }
            assertThat(compared).as(each.state()).isGreaterThan(before);
        }
        assertThat(compared).isGreaterThan(80);
    }

    private List<Found> inManyStates() {
        List<Found> found = new ArrayList<>();
        Market post = Market.under("cod-post");
        Market law = Market.under("aliexpress+distance-selling");
        found.add(new Found("declared long ago", market, parcels(2)));
        found.add(new Found("one on its way, one declared long ago", market, parcels(2)));
        found.add(new Found("contested beside one on its way", market, parcels(2)));
        found.add(new Found("a number put right twice", market, putRightTwice(parcels(1))));
        found.add(new Found("disputed", market, parcels(2)));
        Http.advance(Duration.ofDays(6));
        found.forEach(each -> released(each.order()));
        onItsWay(found.get(1).order());
        onItsWay(found.get(2).order());
        asked(found.get(2).order());
        disputed(found.get(4).order());
        found.add(new Found("placed", market, market.placed()));
        found.add(new Found("paid", market, market.paid()));
        found.add(new Found("asked for", market, asked(market.paid())));
        found.add(new Found("partly declared", market, parcels(1)));
        found.add(new Found("asked for, partly declared", market, asked(parcels(1))));
        found.add(new Found("declared", market, market.shipped()));
        found.add(new Found("frozen", market, frozen(market.shipped())));
        found.add(new Found("on its way", market, onItsWay(market.shipped())));
        found.add(new Found("delivered beside one declared", market, delivered(parcels(2), 0)));
        found.add(new Found("delivered", market, delivered(market.shipped(), 0)));
        found.add(new Found("received", market, market.received()));
        found.add(new Found("sent by post", post, shipped(post, post.placed())));
        found.add(new Found("refused by law on its way", law, asked(law, onItsWay(shipped(law, law.paid())))));
        return found;
    }

    /** Tries acts of this kind, and says how many were refused with what else is possible. */
    private static int tried(Found each, String act) {
        JsonPath seen = each.seen();
        String order = "/v1/orders/" + each.order();
        String request = seen.getString("cancellation.id");
        List<String> shipments = seen.getList("shipments.id");
        Market of = each.market();
        List<Integer> refused = new ArrayList<>();
        switch (act) {
            case "correction" ->
                shipments.forEach(shipment -> refused.add(refused(
                        each,
                        of.seller,
                        "seller",
                        Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber()),
                        "/v1/shipments/" + shipment + "/correction")));
            case "shipment" ->
                refused.add(refused(
                        each,
                        of.seller,
                        "seller",
                        Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber()),
                        order + "/shipments"));
            case "dispute" ->
                List.of("RETURN_GOODS_AND_MONEY", "NO_TRACKING_INFO", "REFUND_ONLY")
                        .forEach(kind -> refused.add(refused(
                                each,
                                of.buyer,
                                "buyer",
                                Map.of("kind", kind, "text", "It is not what I ordered"),
                                order + "/disputes")));
            case "receipt" -> refused.add(refused(each, of.buyer, "buyer", Map.of(), order + "/receipt"));
            case "cancellation" -> {
                Map<String, Object> body = Map.of("reason", "NOT_NEEDED", "goodsAsTheyWere", true);
                refused.add(refused(each, "agent-1", "agent", body, order + "/cancellations"));
                refused.add(refused(each, of.buyer, "buyer", body, order + "/cancellations"));
            }
            default -> {
                if (request != null) {
                    String answer = "/v1/cancellations/" + request;
                    Map<String, Object> why = Map.of("explanation", "The parcel leaves in an hour");
                    refused.add(refused(each, of.seller, "seller", why, answer + "/refusal"));
                    refused.add(refused(each, of.seller, "seller", Map.of(), answer + "/approval"));
                    refused.add(refused(each, of.buyer, "buyer", Map.of(), answer + "/withdrawal"));
                }
                Map<String, Object> why = Map.of("reason", "The carrier is slow");
                refused.add(refused(each, "mod-1", "moderator", why, order + "/release"));
            }
        }
        return refused.stream().mapToInt(Integer::intValue).sum();
    }

    /** 1 when it was refused so; then what it names is compared, also as it is kept for the same key. */
    private static int refused(Found each, String subject, String role, Map<String, Object> body, String address) {
        String key = Market.fresh("key");
        Supplier<RequestSpecification> call =
                () -> Http.as(subject, role).header("Idempotency-Key", key).body(body);
        Response answer = call.get().post(address);
        if (answer.statusCode() != 409) {
            return 0;
        }
        List<String> shown = Http.as(subject, role)
                .get("/v1/orders/" + each.order())
                .jsonPath()
                .getList("allowedActions");
        String what = each.state() + ": " + address + " " + body + ": " + answer.asString();
        assertThat(answer.jsonPath().<String>getList("allowedActions")).as(what).isEqualTo(shown);
        assertThat(call.get().post(address).jsonPath().<String>getList("allowedActions"))
                .as("kept: " + what)
                .isEqualTo(shown);
        assertThat(Http.as(subject, role).body(body).post(address).jsonPath().<String>getList("allowedActions"))
                .as("without a key: " + what)
                .isEqualTo(shown);
        return 1;
    }

    /** The version that was meant is another one: what could be done now is what the order shows. */
    @Test
    void aStaleActNamesWhatTheOrderShows() {
        String order = parcels(2);
        onItsWay(order);
        Response stale = Http.as(market.seller, "seller")
                .header("If-Match", "\"1\"")
                .body(Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber()))
                .post("/v1/orders/" + order + "/shipments");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.jsonPath().<String>getList("allowedActions"))
                .contains("CORRECT_TRACKING_NUMBER")
                .isEqualTo(Http.as(market.seller, "seller")
                        .get("/v1/orders/" + order)
                        .jsonPath()
                        .getList("allowedActions"));
    }

    /** A13, A15: contested beside a parcel that moves; from the sixth day on eligibility offers what the dispute takes. */
    @Test
    void aContestedParcelBesideOneThatMovesCanBeDisputed() {
        String order = parcels(2);
        JsonPath young = market.eligibility(asked(onItsWay(order)));
        assertThat(young.getString("code")).isEqualTo("REQUEST_OPEN");
        assertThat(young.getString("explanation")).contains("NO_TRACKING_INFO can be opened from");
        assertThat(young.getList("disputes")).containsExactly("REFUND_ONLY");
        market.withdraw(market.order(order).getString("cancellation.id")).then().statusCode(200);
        Http.advance(Duration.ofDays(6));
        released(order);
        asked(order);
        JsonPath seen = market.order(order);
        JsonPath eligibility = market.eligibility(order);
        assertThat(eligibility.getString("mode")).isEqualTo("DISPUTE");
        assertThat(eligibility.getString("code")).isEqualTo("NO_TRACKING_INFO");
        assertThat(eligibility.getList("disputes")).containsExactly("NO_TRACKING_INFO", "REFUND_ONLY");
        assertThat(eligibility.getString("explanation"))
                .contains("(A7)", "a false one (A13)", "can be opened now (A15)", "which cannot be cancelled", "(A14)");
        assertThat(Instant.parse(eligibility.getString("until")))
                .isEqualTo(Instant.parse(seen.getString("deadlines.find { it.kind == 'CARRIER_ACCEPTANCE' }.dueAt")));
        assertThat(actions(order)).contains("OPEN_DISPUTE");
        assertThat(dispute(order, "NO_TRACKING_INFO")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<List<String>>path("shipmentIds"))
                .containsExactly(shipments(order).getLast());
    }

    /** A19, P5: of a delivered and of a lost parcel is said what is so, and both can be disputed. */
    @Test
    void aDeliveredAndALostParcelAreSaidToBeSo() {
        String order = delivered(parcels(2), 0);
        scan(order, 1, "ACCEPTED");
        Http.advance(Duration.ofDays(46));
        JsonPath eligibility = market.eligibility(order);
        String lost = market.order(order).getString("shipments[1].trackingNumber");
        assertThat(eligibility.getString("code")).isEqualTo("PARCEL_LOST");
        assertThat(eligibility.getString("mode")).isEqualTo("DISPUTE");
        assertThat(eligibility.getString("explanation"))
                .contains("was delivered: the goods can be returned", "Nothing is heard of the parcel ups " + lost)
                .doesNotContain("at the door", "The carrier has");
        assertThat(eligibility.getList("disputes"))
                .containsExactly("NO_TRACKING_INFO", "RETURN_GOODS_AND_MONEY", "REFUND_ONLY");
        assertThat(market.ask(order).then().statusCode(409).extract().jsonPath().getString("code"))
                .isEqualTo("PARCEL_LOST");
        assertThat(dispute(order, "NO_TRACKING_INFO")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<List<String>>path("shipmentIds"))
                .containsExactly(shipments(order).getLast());
    }

    /** A20: of a parcel whose units were refunded another way nothing is offered, and nothing is taken. */
    @Test
    void whatWasRefundedAlreadyIsNotOffered() {
        String order = market.paid();
        market.ship(order, Market.trackingNumber(), ONE_UNIT).then().statusCode(201);
        Http.advance(Duration.ofDays(6));
        released(order);
        assertThat(actions(order)).contains("OPEN_DISPUTE");
        Http.as("shop", "service")
                .body(Map.of(
                        "amount", "25.00",
                        "reason", "It takes too long",
                        "lines", List.of(Map.of("line", 1, "quantity", 2))))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        assertThat(market.order(order).getString("refunded")).isEqualTo("25.00");
        assertThat(actions(order)).doesNotContain("OPEN_DISPUTE");
        assertThat(market.eligibility(order).getList("disputes")).isEmpty();
        assertThat(dispute(order, "NO_TRACKING_INFO")
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("NOTHING_TO_REFUND");
    }

    private Response dispute(String order, String kind) {
        return market.dispute(order, Map.of("kind", kind, "text", "Nothing has come"));
    }

    private List<String> actions(String order) {
        return Http.as(market.buyer, "buyer")
                .get("/v1/orders/" + order)
                .jsonPath()
                .getList("allowedActions");
    }

    /** Of two units, so many in a parcel each. */
    private String parcels(int many) {
        String order = market.paid();
        for (int i = 0; i < many; i++) {
            market.ship(order, Market.trackingNumber(), ONE_UNIT).then().statusCode(201);
            Http.advance(Duration.ofSeconds(1));
        }
        return order;
    }

    private static String shipped(Market of, String order) {
        of.ship(order, Market.trackingNumber()).then().statusCode(201);
        return order;
    }

    private static List<String> shipments(String order) {
        return Http.as("mod-1", "moderator")
                .get("/v1/orders/" + order)
                .jsonPath()
                .getList("shipments.id");
    }

    private static void scan(String order, int parcel, String status) {
        JsonPath seen = Http.as("mod-1", "moderator").get("/v1/orders/" + order).jsonPath();
        Market.scan(seen.getString("shipments[" + parcel + "].trackingNumber"), status, Http.now())
                .then()
                .statusCode(200);
    }

    /** The first parcel. */
    private static String onItsWay(String order) {
        scan(order, 0, "ACCEPTED");
        return order;
    }

    private static String delivered(String order, int parcel) {
        scan(order, parcel, "ACCEPTED");
        Http.advance(Duration.ofSeconds(1));
        scan(order, parcel, "DELIVERED");
        return order;
    }

    private String asked(String order) {
        return asked(market, order);
    }

    private static String asked(Market of, String order) {
        of.asked(order);
        return order;
    }

    private String disputed(String order) {
        dispute(order, "NO_TRACKING_INFO").then().statusCode(201);
        return order;
    }

    private String putRightTwice(String order) {
        for (int i = 0; i < 2; i++) {
            Http.as(market.seller, "seller")
                    .body(Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber()))
                    .post("/v1/shipments/" + shipments(order).getFirst() + "/correction")
                    .then()
                    .statusCode(201);
        }
        return order;
    }

    private static String frozen(String order) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("reason", "The number looks invented"));
        Http.as("mod-1", "moderator")
                .body(body)
                .post("/v1/orders/" + order + "/freeze")
                .then()
                .statusCode(200);
        return order;
    }

    /** What stood still runs on. */
    private static void released(String order) {
        while (Http.as("mod-1", "moderator")
                .get("/v1/orders/" + order)
                .jsonPath()
                .getBoolean("frozen")) {
            Http.as("mod-1", "moderator")
                    .body(Map.of("reason", "The carrier is slow"))
                    .post("/v1/orders/" + order + "/release")
                    .then()
                    .statusCode(200);
            Http.advance(Duration.ofMinutes(1));
        }
    }
}
