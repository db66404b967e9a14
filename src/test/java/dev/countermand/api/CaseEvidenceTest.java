package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A26: the desk asks for evidence, the seller gives it or does not, and the case goes on with what came. */
@QuarkusTest
class CaseEvidenceTest {

    private static final String TEXT = "The receipt must show the office's stamp and the day.";

    private final Market market = Market.open();

    /** Frozen because nothing moved: asked by itself, and this time alone runs. */
    @Test
    void isAskedForByItselfWhenAnOrderIsFrozenForAFalseShipment() {
        String order = dodged(market);
        JsonPath seen = market.order(order);
        assertThat(seen.getBoolean("frozen")).isTrue();
        assertThat(seen.getString("evidenceDemands[0].askedBy")).isEqualTo("MARKETPLACE");
        assertThat(seen.getString("evidenceDemands[0].rule")).isEqualTo("A26");
        assertThat(seen.getString("evidenceDemands[0].outcome")).isNull();
        Instant due = Instant.parse(seen.getString("evidenceDemands[0].dueAt"));
        assertThat(due)
                .isEqualTo(Instant.parse(seen.getString("evidenceDemands[0].askedAt"))
                        .plus(Duration.ofDays(5)));
        assertThat(seen.getList("deadlines.findAll { !it.paused }.kind")).isEqualTo(List.of("CASE_EVIDENCE_DUE"));
        assertThat(reviewCase(order).getString("status")).isEqualTo("AWAITING_EVIDENCE");

        JsonPath owed = owed(market);
        assertThat(owed.getList("items.orderId")).containsExactly(order);
        assertThat(owed.getString("items[0].shipmentId")).isEqualTo(seen.getString("shipments[0].id"));
        assertThat(Instant.parse(owed.getString("items[0].dueAt"))).isEqualTo(due);
        assertThat(owed.getBoolean("items[0].paused")).isFalse();
        assertThat(owed.getString("items[0].language")).isEqualTo("EN");
        assertThat(owed.getString("items[0].demand")).contains("Show that you posted shipment", order);
        assertThat(owed.getString("items[0].due")).startsWith("It is due by ").contains("Asia/Shanghai");
        assertThat(owed.getString("items[0].ruleText")).contains("(A26)");
        assertThat(owed.prettify().toLowerCase(Locale.ROOT))
                .doesNotContain("suspect", "fraud", "score", "signal", "no_carrier_movement", "case");
    }

    @Test
    void isNobodyElsesToSee() {
        dodged(market);
        Market other = Market.open();
        assertThat(owed(other).getList("items")).isEmpty();
        Http.as(other.seller, "seller")
                .queryParam("sellerId", market.seller)
                .get("/v1/evidence-demands")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
        Http.as(market.buyer, "buyer").get("/v1/evidence-demands").then().statusCode(403);
        Http.as("mod-1", "moderator")
                .get("/v1/evidence-demands")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("sellerId"));
        Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/evidence-demands")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
        Http.as(market.seller, "seller")
                .queryParam("open", "perhaps")
                .get("/v1/evidence-demands")
                .then()
                .statusCode(400);
    }

    /** What comes in time meets the demand, and the case stands before the moderators with it. */
    @Test
    void whatComesInTimeBringsTheCaseBack() {
        String order = dodged(market);
        String id = reviewCase(order).getString("id");
        byte[] photograph = Papers.jpeg("posted on " + order);
        JsonPath kept =
                give(market, order, photograph).then().statusCode(201).extract().jsonPath();
        assertThat(kept.getString("mediaType")).isEqualTo("image/jpeg");
        assertThat(reviewCase(order).getString("status")).isEqualTo("OPEN");
        JsonPath seen = market.order(order);
        assertThat(seen.getString("evidenceDemands[0].outcome")).isEqualTo("GIVEN");
        assertThat(seen.getBoolean("frozen")).isTrue();
        assertThat(seen.getList("deadlines.kind")).doesNotContain("CASE_EVIDENCE_DUE");
        assertThat(owed(market).getList("items")).isEmpty();
        JsonPath ended = Http.as(market.seller, "seller")
                .queryParam("open", "false")
                .get("/v1/evidence-demands")
                .jsonPath();
        assertThat(ended.getString("items[0].given[0].id")).isEqualTo(kept.getString("id"));

        JsonPath listed = evidenceOf(id);
        assertThat(listed.getString("demands[0].demandedBy")).isEqualTo("evidence");
        assertThat(listed.getString("documents[0].document.sha256")).isEqualTo(kept.getString("sha256"));
        assertThat(listed.getBoolean("documents[0].late")).isFalse();
        Response read = Http.as("mod-1", "moderator").get(listed.getString("documents[0].download"));
        assertThat(read.asByteArray()).isEqualTo(photograph);
        assertThat(read.header("Content-Disposition")).startsWith("attachment");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");

        Http.advance(Duration.ofDays(6));
        assertThat(reviewCase(order).getString("noEvidenceSince")).isNull();
        assertThat(told(order))
                .contains("evidence.demanded", "evidence.demand-met")
                .doesNotContain("evidence.missing");
    }

    /** By default a moderator decides, and this case comes before far larger ones. */
    @Test
    void withoutEvidenceTheCaseComesFirst() {
        String order = dodged(market);
        String large =
                market.placed(Map.of("lines", List.of(Map.of("sku", "GOLD", "quantity", 1, "unitPrice", "9000.00"))));
        market.pay(large, "pay-1", market.order(large).getString("total"), "ch_" + large)
                .then()
                .statusCode(201);
        Desk.freeze(large, "The tracking page is forged");
        assertThat(queue().getList("items.orderId")).containsExactly(large, order);

        Http.advance(Duration.ofDays(5).plusMinutes(1));
        JsonPath queue = queue();
        assertThat(queue.getList("items.orderId")).containsExactly(order, large);
        assertThat(queue.getString("items[0].status")).isEqualTo("OPEN");
        assertThat(queue.getString("items[0].noEvidenceSince")).isNotNull();
        assertThat(queue.getString("items[0].priority.words"))
                .endsWith("before all others because the seller gave no evidence in time");
        assertThat(queue.getDouble("items[0].priority.figure"))
                .isGreaterThan(queue.getDouble("items[1].priority.figure"));
        assertThat(market.order(order).getString("evidenceDemands[0].outcome")).isEqualTo("MISSING");
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        assertThat(told(order)).contains("evidence.missing", "case.no-evidence");

        // What comes late is kept and shown as late; the time for it is over all the same.
        give(market, order, Papers.png("at last")).then().statusCode(201);
        JsonPath listed = evidenceOf(reviewCase(order).getString("id"));
        assertThat(listed.getBoolean("documents[0].late")).isTrue();
        assertThat(market.order(order).getString("evidenceDemands[0].outcome")).isEqualTo("MISSING");
        assertThat(reviewCase(order).getString("noEvidenceSince")).isNotNull();
    }

    /** Where the policy says so it is decided by itself, with reasons for the seller. */
    @Test
    void withoutEvidenceAPolicyMayDecide() {
        Market strict = Market.under("strict");
        String order = dodged(strict);
        Http.advance(Duration.ofDays(5).plusMinutes(1));
        JsonPath seen = strict.order(order);
        assertThat(seen.getString("status")).isEqualTo("CANCELLED");
        assertThat(seen.getString("cancelledBy")).isEqualTo("ADMINISTRATION");
        assertThat(seen.getString("refunded")).isEqualTo("29.90");
        JsonPath decided = Http.as("mod-1", "moderator")
                .queryParam("sellerId", strict.seller)
                .get("/v1/cases")
                .jsonPath();
        assertThat(decided.getList("items.status")).containsExactly("DECIDED");
        JsonPath reviewed = Http.as("mod-1", "moderator")
                .get("/v1/cases/" + decided.getString("items[0].id"))
                .jsonPath();
        assertThat(reviewed.getString("decidedBy")).isEqualTo("deadline");
        assertThat(reviewed.getString("statement")).contains("none was given in time", "(A26)");
        assertThat(Http.as(strict.seller, "seller")
                        .get("/v1/sellers/" + strict.seller)
                        .jsonPath()
                        .getList("entries.kind"))
                .containsExactly("FINE");
    }

    /** A26, P2: of two parcels only the one of which nothing came is decided about, once the time of both is over. */
    @Test
    void ofTwoParcelsOnlyTheOneWithoutEvidenceGoes() {
        Market strict = Market.under("strict");
        String order = strict.paid();
        for (int parcel = 0; parcel < 2; parcel++) {
            strict.ship(order, Market.trackingNumber(), Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                    .then()
                    .statusCode(201);
        }
        Http.advanceBusinessDays(5);
        assertThat(strict.order(order).getList("evidenceDemands")).hasSize(2);
        give(strict, order, Papers.pdf("posted " + order)).then().statusCode(201);
        Http.advance(Duration.ofDays(5).plusMinutes(1));
        JsonPath seen = strict.order(order);
        assertThat(seen.getList("evidenceDemands.outcome")).containsExactlyInAnyOrder("GIVEN", "MISSING");
        assertThat(seen.getString("refunded")).isEqualTo("12.50");
        assertThat(seen.getBoolean("frozen")).isFalse();
        assertThat(seen.getInt("lines[0].cancelled")).isEqualTo(1);
    }

    /** Who holds the case decides it, whatever the policy says. */
    @Test
    void nothingIsDecidedOverTheHeadOfWhoHoldsTheCase() {
        Market strict = Market.under("strict");
        String order = dodged(strict);
        Http.advance(Duration.ofDays(5).minusMinutes(10));
        String id = Desk.firstCase(strict);
        String token = Desk.claim(id);
        Http.advance(Duration.ofMinutes(15));
        assertThat(strict.order(order).getString("evidenceDemands[0].outcome")).isEqualTo("MISSING");
        assertThat(strict.order(order).getBoolean("frozen")).isTrue();
        Desk.act(
                        "mod-1",
                        "moderator",
                        token,
                        id,
                        "decision",
                        Map.of("verdict", "RELEASE", "statement", "The carrier has confirmed the parcel by phone."))
                .then()
                .statusCode(200);
        assertThat(strict.order(order).getBoolean("frozen")).isFalse();
    }

    /** A moderator asks with words of their own and a time of their own; the buyer is not told the words. */
    @Test
    void aModeratorAsks() {
        String order = market.shipped();
        String id = Desk.opened(order);
        String token = Desk.claim(id);
        Instant due = Http.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.SECONDS);
        String key = Market.fresh("key");
        JsonPath asked = null;
        for (int time = 0; time < 2; time++) {
            asked = Http.as("mod-1", "moderator")
                    .header("Case-Token", token)
                    .header("Idempotency-Key", key)
                    .body(Map.of("text", TEXT, "dueAt", due.toString()))
                    .post("/v1/cases/" + id + "/evidence-demands")
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
        }
        assertThat(asked.getString("status")).isEqualTo("AWAITING_EVIDENCE");
        assertThat(asked.getString("demands[0].text")).isEqualTo(TEXT);
        assertThat(evidenceOf(id).getList("demands")).hasSize(1);
        JsonPath waiting = Http.as("mod-1", "moderator").get("/v1/cases/" + id).jsonPath();
        assertThat(waiting.getString("status")).isEqualTo("AWAITING_EVIDENCE");
        assertThat(Instant.parse(waiting.getString("dueAt")))
                .as("nobody need decide before")
                .isEqualTo(due);
        assertThat(waiting.getString("claimedUntil")).isNull();

        JsonPath owed = owed(market);
        assertThat(owed.getString("items[0].text")).isEqualTo(TEXT);
        assertThat(Instant.parse(owed.getString("items[0].dueAt"))).isEqualTo(due);
        assertThat(Http.as(market.buyer, "buyer").get("/v1/orders/" + order).asString())
                .contains(due.toString())
                .doesNotContain(TEXT);

        // The token is worth nothing any more; who claims the case again goes on before.
        assertThat(ask(token, id, Map.of("text", TEXT))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("CASE_NOT_CLAIMED");
        String again = Desk.claim(id);
        assertThat(ask(again, id, Map.of("text", TEXT))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("EVIDENCE_DEMANDED");
        Desk.act(
                        "mod-1",
                        "moderator",
                        again,
                        id,
                        "decision",
                        Map.of("verdict", "RELEASE", "statement", "The carrier has confirmed the parcel by phone."))
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("evidenceDemands[0].outcome")).isEqualTo("NEEDLESS");
        assertThat(owed(market).getList("items")).isEmpty();
    }

    @Test
    void aModeratorIsToldWhatIsWrong() {
        String order = market.shipped();
        String id = Desk.opened(order);
        String token = Desk.claim(id);
        for (String due : List.of(
                Http.now().plusSeconds(3600).toString(),
                Http.now().minusSeconds(60).toString(),
                Http.now().plus(Duration.ofDays(31)).toString())) {
            ask(token, id, Map.of("text", TEXT, "dueAt", due))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("dueAt"));
        }
        ask(token, id, Map.of("text", "...")).then().statusCode(400).body("errors[0].field", equalTo("text"));
        String strangers = Market.open().shipped();
        String parcel =
                Http.as("mod-1", "moderator").get("/v1/orders/" + strangers).path("shipments[0].id");
        ask(token, id, Map.of("text", TEXT, "shipments", List.of(parcel)))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("shipments[0]"));
        Http.as("mod-1", "moderator")
                .body(Map.of("text", TEXT))
                .post("/v1/cases/" + id + "/evidence-demands")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Case-Token"));
        String unsent = Desk.opened(market);
        ask(Desk.claim(unsent), unsent, Map.of("text", TEXT))
                .then()
                .statusCode(409)
                .body("code", equalTo("NOTHING_SHIPPED"));
        Http.as(market.seller, "seller")
                .body(Map.of("text", TEXT))
                .post("/v1/cases/" + id + "/evidence-demands")
                .then()
                .statusCode(403);
    }

    /** Given back, the case waits on; only when nothing is asked for any more it is open for the next one. */
    @Test
    void aCaseThatIsGivenBackWaitsOn() {
        String order = dodged(market);
        String id = reviewCase(order).getString("id");
        String token = Desk.claim(id);
        assertThat(reviewCase(order).getString("status")).isEqualTo("CLAIMED");
        Desk.act("mod-1", "moderator", token, id, "unclaim", Map.of()).then().statusCode(200);
        assertThat(reviewCase(order).getString("status")).isEqualTo("AWAITING_EVIDENCE");
        Desk.claim(id);
        Http.advance(Duration.ofMinutes(31));
        assertThat(reviewCase(order).getString("status")).isEqualTo("AWAITING_EVIDENCE");
        String held = Desk.claim(id);
        give(market, order, Papers.pdf("posted " + order)).then().statusCode(201);
        assertThat(reviewCase(order).getString("status")).isEqualTo("CLAIMED");
        Desk.act("mod-1", "moderator", held, id, "unclaim", Map.of()).then().statusCode(200);
        assertThat(reviewCase(order).getString("status")).isEqualTo("OPEN");
    }

    /** F: a scan is the best evidence; the order goes on, and the demand with its deadline is gone. */
    @Test
    void aScanMakesItNeedless() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Http.advanceBusinessDays(5);
        assertThat(reviewCase(order).getString("status")).isEqualTo("AWAITING_EVIDENCE");
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        JsonPath seen = market.order(order);
        assertThat(seen.getBoolean("frozen")).isFalse();
        assertThat(seen.getString("evidenceDemands[0].outcome")).isEqualTo("NEEDLESS");
        assertThat(seen.getList("deadlines.kind")).doesNotContain("CASE_EVIDENCE_DUE");
        assertThat(owed(market).getList("items")).isEmpty();
    }

    /** A16, A26: what the buyer asked for stands still with the order, what the desk asks for runs; one document meets both. */
    @Test
    void whatTheBuyerAskedForStandsStillBesideIt() {
        String order = market.shipped();
        String shipment = market.order(order).getString("shipments[0].id");
        Http.as(market.buyer, "buyer")
                .post("/v1/shipments/" + shipment + "/evidence-demands")
                .then()
                .statusCode(201);
        String id = Desk.opened(order);
        ask(Desk.claim(id), id, Map.of("text", TEXT)).then().statusCode(201);
        JsonPath owed = owed(market);
        assertThat(owed.getList("items.askedBy")).containsExactly("BUYER", "MARKETPLACE");
        assertThat(owed.getList("items.rule")).containsExactly("A16", "A26");
        assertThat(owed.getList("items.paused")).isEqualTo(List.of(true, false));
        assertThat(owed.getString("items[0].due")).contains("as long as the order stands still");
        JsonPath first = Http.as(market.seller, "seller")
                .queryParam("limit", 1)
                .get("/v1/evidence-demands")
                .jsonPath();
        JsonPath second = Http.as(market.seller, "seller")
                .queryParam("limit", 1)
                .queryParam("cursor", first.getString("next"))
                .get("/v1/evidence-demands")
                .jsonPath();
        assertThat(List.of(first.getString("items[0].id"), second.getString("items[0].id")))
                .isEqualTo(owed.getList("items.id"));
        assertThat(second.getString("next")).isNull();
        give(market, order, Papers.pdf("posted " + order)).then().statusCode(201);
        assertThat(market.order(order).getList("evidenceDemands.outcome")).containsExactly("GIVEN", "GIVEN");
    }

    // --- what people do ----------------------------------------------------------------------------------------------

    /** Declared shipped, and nothing moves: frozen (F1). */
    private static String dodged(Market market) {
        String order = market.shipped();
        Http.advanceBusinessDays(5);
        return order;
    }

    static Response give(Market market, String order, byte[] content) {
        return Http.as(market.seller, "seller")
                .contentType("multipart/form-data")
                .multiPart("file", "receipt", content)
                .post("/v1/shipments/" + market.order(order).getString("shipments[0].id") + "/evidence");
    }

    private static Response ask(String token, String id, Map<String, Object> body) {
        return Desk.act("mod-1", "moderator", token, id, "evidence-demands", body);
    }

    private static JsonPath owed(Market market) {
        return Http.as(market.seller, "seller")
                .get("/v1/evidence-demands")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath evidenceOf(String id) {
        return Http.as("mod-1", "moderator")
                .get("/v1/cases/" + id + "/evidence")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath queue() {
        return Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .jsonPath();
    }

    private static JsonPath reviewCase(String order) {
        String id = Http.as("mod-1", "moderator")
                .queryParam("orderId", order)
                .get("/v1/cases")
                .path("items[0].id");
        return Http.as("mod-1", "moderator").get("/v1/cases/" + id).jsonPath();
    }

    private static List<String> told(String order) {
        return Market.audited(order);
    }
}
