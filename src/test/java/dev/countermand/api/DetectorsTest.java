package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Detectors' figures are versioned data: set, tried in shadow, replayed against the past. */
@QuarkusTest
class DetectorsTest {

    private static final String F1 = "NO_CARRIER_MOVEMENT";
    private static final String F4 = "NUMBER_INVALID";

    /** Fits no format of the carrier: nothing with so few digits does. */
    private static final String INVALID = "1Z000";

    private final Market market = Market.open();

    /** The figures are everybody's: other tests count on what is delivered. */
    @AfterEach
    void asDelivered() {
        lead().delete("/v1/detectors/" + F4 + "/candidate");
        set(F4, Map.of("mode", "ACTIVE", "weight", 40)).then().statusCode(200);
        set(F1, Map.of("mode", "ACTIVE", "weight", 60, "thresholds", Map.of("businessDays", 5)))
                .then()
                .statusCode(200);
    }

    private static RequestSpecification lead() {
        return Http.as("lea", "lead");
    }

    private static Response set(String code, Map<String, Object> body) {
        return lead().body(body).put("/v1/detectors/" + code);
    }

    private static JsonPath detector(String code) {
        return lead().get("/v1/detectors/" + code)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static JsonPath signals(String order) {
        return Http.as("mia", "moderator")
                .get("/v1/orders/" + order + "/signals")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String declaredWithAnInvalidNumber() {
        String order = market.paid();
        market.ship(order, INVALID + Market.fresh("x").replaceAll("\\D", ""))
                .then()
                .statusCode(201);
        return order;
    }

    /** F1 to F12, each with its figures, for leads only. */
    @Test
    void allTwelveAreShown() {
        JsonPath all =
                lead().get("/v1/detectors").then().statusCode(200).extract().jsonPath();
        assertThat(all.getList("items.rule"))
                .containsExactly("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12");
        assertThat(all.getList("items.mode")).containsOnly("ACTIVE");
        assertThat(detector("SHIPPED_TO_BLOCK").getString("thresholds.declaredWithin"))
                .isEqualTo("PT72H");
        for (String role : List.of("moderator", "seller", "buyer", "service")) {
            Http.as("somebody", role).get("/v1/detectors").then().statusCode(403);
        }
    }

    /** F4: watched, with what it counts; a heavier weight freezes the next one, and off it is not looked for. */
    @Test
    void modeAndWeightDecideWhatASignalIsFor() {
        String watched = declaredWithAnInvalidNumber();
        JsonPath signals = signals(watched);
        assertThat(signals.getString("verdict.level")).isEqualTo("WATCH");
        assertThat(signals.getInt("verdict.score")).isEqualTo(40);
        assertThat(signals.getInt("verdict.freezeAt")).isEqualTo(60);
        assertThat(signals.getList("verdict.counted.code")).containsExactly(F4);
        assertThat(signals.getString("signals[0].words")).contains(INVALID, "ups");

        JsonPath heavier = set(F4, Map.of("mode", "ACTIVE", "weight", 70, "note", "Too many of them"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(heavier.getInt("weight")).isEqualTo(70);
        String frozen = declaredWithAnInvalidNumber();
        assertThat(market.order(frozen).getBoolean("frozen")).isTrue();
        assertThat(signals(frozen).getInt("signals[0].ruleVersion")).isEqualTo(heavier.getInt("version"));
        assertThat(market.order(watched).getBoolean("frozen")).isFalse();

        set(F4, Map.of("mode", "OFF")).then().statusCode(200);
        assertThat(signals(declaredWithAnInvalidNumber()).getList("signals")).isEmpty();

        set(F4, Map.of("mode", "SHADOW")).then().statusCode(200);
        JsonPath shadow = signals(declaredWithAnInvalidNumber());
        assertThat(shadow.getList("signals.code")).containsExactly(F4);
        assertThat(shadow.getBoolean("signals[0].shadow")).isTrue();
        assertThat(shadow.getString("verdict.level")).isEqualTo("NOTHING");
    }

    /** F1, A25: a threshold counts for orders under way, before what their policy says. */
    @Test
    void aThresholdIsInForceAtOnce() {
        set(F1, Map.of("mode", "ACTIVE", "thresholds", Map.of("businessDays", 1)))
                .then()
                .statusCode(200);
        String order = market.paid();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Http.advanceBusinessDays(1);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        assertThat(signals(order).getInt("signals.find { it.code == 'NO_CARRIER_MOVEMENT' }.facts.businessDaysAllowed"))
                .isEqualTo(1);
    }

    /** F1: an order that is judged again is waited for no longer than its detector says by now. */
    @Test
    void aShorterTimeIsHeldTo() {
        String order = market.paid();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        set(F1, Map.of("mode", "ACTIVE", "thresholds", Map.of("businessDays", 1)))
                .then()
                .statusCode(200);
        Http.as(market.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt.pdf", Papers.pdf(order), "application/pdf")
                .post("/v1/shipments/" + market.order(order).getString("shipments[0].id") + "/evidence")
                .then()
                .statusCode(201);
        Http.advanceBusinessDays(1);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        assertThat(signals(order).getString("signals.find { it.code == 'NO_CARRIER_MOVEMENT' }.foundBy"))
                .isEqualTo("deadline");
    }

    /** What is only tried may be tried in two ways. */
    @Test
    void aCandidateJudgesBesideAShadow() {
        int shadow = set(F4, Map.of("mode", "SHADOW"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("version");
        int candidate = lead().body(Map.of("weight", 80))
                .put("/v1/detectors/" + F4 + "/candidate")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("candidate.version");
        String order = declaredWithAnInvalidNumber();
        assertThat(signals(order).<Integer>getList("signals.ruleVersion")).containsExactlyInAnyOrder(shadow, candidate);
        assertThat(signals(order).getString("verdict.level")).isEqualTo("NOTHING");

        lead().delete("/v1/detectors/" + F4 + "/candidate").then().statusCode(200);
        assertThat(Market.sweep().getString("status")).isEqualTo("DONE");
        assertThat(signals(order).<Integer>getList("signals.findAll { it.clearedAt == null }.ruleVersion"))
                .containsExactly(shadow);
    }

    /** Of two leads who set a detector at once, the later one is told. */
    @Test
    void nobodyOverwritesUnseen() {
        String seen = lead().get("/v1/detectors/" + F4).getHeader("ETag");
        lead().header("If-Match", seen)
                .body(Map.of("mode", "ACTIVE", "weight", 45))
                .put("/v1/detectors/" + F4)
                .then()
                .statusCode(200);
        lead().header("If-Match", seen)
                .body(Map.of("mode", "ACTIVE", "weight", 50))
                .put("/v1/detectors/" + F4)
                .then()
                .statusCode(412)
                .body("code", equalTo("STALE_VERSION"));
        assertThat(detector(F4).getInt("weight")).isEqualTo(45);
    }

    /** A candidate judges beside what is in force, and acts when it is promoted. */
    @Test
    void aCandidateJudgesWithoutActing() {
        JsonPath proposed = lead().body(Map.of("weight", 90, "note", "What if"))
                .put("/v1/detectors/" + F4 + "/candidate")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(proposed.getInt("weight")).isEqualTo(40);
        assertThat(proposed.getInt("candidate.weight")).isEqualTo(90);
        String order = declaredWithAnInvalidNumber();
        JsonPath signals = signals(order);
        assertThat(signals.getList("signals.shadow")).containsExactlyInAnyOrder(false, true);
        assertThat(signals.getInt("verdict.score")).isEqualTo(40);
        assertThat(market.order(order).getBoolean("frozen")).isFalse();

        JsonPath promoted = lead().header("Idempotency-Key", Market.fresh("key"))
                .post("/v1/detectors/" + F4 + "/candidate/promotion")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(promoted.getInt("weight")).isEqualTo(90);
        assertThat(promoted.getMap("candidate")).isNull();
        assertThat(market.order(declaredWithAnInvalidNumber()).getBoolean("frozen"))
                .isTrue();
        lead().post("/v1/detectors/" + F4 + "/candidate/promotion").then().statusCode(404);
        assertThat(lead().get("/v1/detectors/" + F4 + "/versions")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items.note"))
                .contains("What if", "Promoted from candidate " + proposed.getInt("candidate.version"));
    }

    @Test
    void changesAreOnRecord() {
        int version = set(F4, Map.of("mode", "ACTIVE", "weight", 41, "note", "A try"))
                .then()
                .statusCode(200)
                .extract()
                .path("version");
        List<Map<String, Object>> audit = Http.as("mia", "moderator")
                .queryParam("subject", F4)
                .queryParam("limit", 200)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
        assertThat(audit).anySatisfy(entry -> {
            assertThat(entry.get("action")).isEqualTo("detector.set");
            assertThat(entry.get("actor")).isEqualTo("lea");
            assertThat(String.valueOf(entry.get("details"))).contains("A try", String.valueOf(version));
        });
    }

    @Test
    void faultyFiguresAreRefusedByName() {
        Map<Map<String, Object>, String> faults = new HashMap<>();
        faults.put(Map.of(), "mode");
        faults.put(Map.of("mode", "MAYBE"), "mode");
        faults.put(Map.of("mode", "ACTIVE", "weight", 101), "weight");
        faults.put(Map.of("mode", "ACTIVE", "weight", -1), "weight");
        faults.put(Map.of("mode", "ACTIVE", "thresholds", Map.of("businessDays", 0)), "thresholds.businessDays");
        faults.put(Map.of("mode", "ACTIVE", "thresholds", Map.of("businessDays", "five")), "thresholds.businessDays");
        faults.put(Map.of("mode", "ACTIVE", "thresholds", Map.of("bussinessDays", 4)), "thresholds.bussinessDays");
        faults.put(Map.of("mode", "ACTIVE", "surprise", 1), "surprise");
        int before = detector(F1).getInt("version");
        faults.forEach((body, field) -> assertThat(set(F1, body)
                        .then()
                        .statusCode(400)
                        .extract()
                        .jsonPath()
                        .getList("errors.field", String.class))
                .as(body.toString())
                .anySatisfy(named -> assertThat(named).contains(field)));
        set("NO_SUCH", Map.of("mode", "OFF")).then().statusCode(404);
        Http.as("mia", "moderator")
                .body(Map.of("mode", "OFF"))
                .put("/v1/detectors/" + F1)
                .then()
                .statusCode(403);
        assertThat(detector(F1).getInt("version")).isEqualTo(before);
    }

    /** F5: the policies' figure is shown, and set nowhere else: carrier acceptance compares with the same one. */
    @Test
    void aFigureThatIsThePoliciesAloneCannotBeSet() {
        JsonPath before = detector("SCAN_BEFORE_ORDER");
        assertThat(before.getString("thresholds.earlierBy")).isEqualTo("PT24H");
        assertThat(before.getList("meaning.name")).containsExactly("earlierBy", "earlierAtMost");
        assertThat(set("SCAN_BEFORE_ORDER", Map.of("mode", "ACTIVE", "thresholds", Map.of("earlierBy", "PT48H")))
                        .then()
                        .statusCode(400)
                        .extract()
                        .jsonPath()
                        .getString("errors[0].message"))
                .contains("shipping.scanBeforeOrder");
        assertThat(detector("SCAN_BEFORE_ORDER").getInt("version")).isEqualTo(before.getInt("version"));
    }

    /** What would have been frozen under other figures, and what moderators made of it. */
    @Test
    void aBacktestReplaysThePast() {
        String from = Http.now().minus(Duration.ofHours(1)).toString();
        String fraud = market.paid();
        market.ship(fraud, Market.trackingNumber()).then().statusCode(201);
        String honest = market.paid();
        String number = Market.trackingNumber();
        market.ship(honest, number).then().statusCode(201);
        Http.advanceBusinessDays(2);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Http.advanceBusinessDays(3);
        assertThat(market.order(fraud).getBoolean("frozen")).isTrue();
        assertThat(market.order(honest).getBoolean("frozen")).isFalse();

        JsonPath stricter = backtest(Map.of("thresholds", Map.of("businessDays", 1), "from", from));
        assertThat(stricter.getList("newlyFrozen")).contains(honest).doesNotContain(fraud);
        assertThat(stricter.getLong("tested.frozen")).isGreaterThan(stricter.getLong("inForce.frozen"));
        assertThat(stricter.getLong("tested.cleared")).isPositive();
        assertThat(stricter.getBoolean("complete")).isTrue();

        JsonPath without = backtest(Map.of("mode", "OFF", "from", from));
        assertThat(without.getList("noLongerFrozen")).contains(fraud);

        JsonPath same = backtest(Map.of("from", from));
        assertThat(same.getMap("tested")).isEqualTo(same.getMap("inForce"));
        assertThat(same.getList("newlyFrozen")).isEmpty();

        JsonPath few = backtest(Map.of("from", from, "orders", 1));
        assertThat(few.getLong("orders")).isEqualTo(1);
        assertThat(few.getBoolean("complete")).isFalse();

        decide(fraud);
        JsonPath decided = backtest(Map.of("from", from));
        assertThat(decided.getLong("inForce.frozenAndFraud")).isPositive();
        assertThat(backtest(Map.of("mode", "OFF", "from", from)).getLong("tested.missedFraud"))
                .isPositive();
    }

    private void decide(String order) {
        RequestSpecification moderator = Http.as("mia", "moderator");
        String id = moderator
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
        String token = Http.as("mia", "moderator")
                .post("/v1/cases/" + id + "/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        Http.as("mia", "moderator")
                .header("Case-Token", token)
                .body(Map.of("verdict", "CANCEL_AND_REFUND", "statement", "Nothing was ever posted for " + order))
                .post("/v1/cases/" + id + "/decision")
                .then()
                .statusCode(200);
    }

    private static JsonPath backtest(Map<String, Object> body) {
        return lead().body(body)
                .post("/v1/detectors/" + F1 + "/backtest")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
