package dev.countermand.api;

import static dev.countermand.api.Decided.WHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A26: many cases decided alike, foreseen, in the background, and undone; each by the rules of a single decision. */
@QuarkusTest
class BulkTest {

    @Inject
    DataSource source;

    private final Market market = Market.open();

    private static Map<String, Object> body(List<String> ids, String action, boolean dryRun) {
        Map<String, Object> body = new HashMap<>();
        body.put("ids", ids);
        body.put("action", action);
        body.put("statement", WHY);
        body.put("dryRun", dryRun);
        return body;
    }

    private static JsonPath preview(List<String> ids, String action) {
        return Http.as("anna", "moderator")
                .body(body(ids, action, true))
                .post("/v1/cases/bulk")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String start(List<String> ids, String action) {
        Response started =
                Http.as("anna", "moderator").body(body(ids, action, false)).post("/v1/cases/bulk");
        String id = started.then().statusCode(202).extract().path("id");
        assertThat(started.header("Location")).endsWith("/v1/bulk/" + id);
        return id;
    }

    private static JsonPath bulk(String id) {
        return Http.as("bert", "moderator")
                .get("/v1/bulk/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath ended(String id, String status) {
        Market.eventually(() -> assertThat(bulk(id).getString("status")).isEqualTo(status));
        return bulk(id);
    }

    private static String became(JsonPath bulk, String reviewCase, String field) {
        return bulk.getString("items.find { it.id == '" + reviewCase + "' }." + field);
    }

    @Test
    void whatIsForeseenComes() {
        String open = market.shipped();
        String plain = Decided.frozen(open);
        String mine = Decided.frozen(market.shipped());
        Desk.claim(mine, "anna").then().statusCode(200);
        String theirs = Decided.frozen(market.shipped());
        Desk.claim(theirs, "bert").then().statusCode(200);
        String forTwo = Decided.frozen(Decided.dear(market));
        String decided = Decided.frozen(market.shipped());
        Decided.decide(decided, "bert", Decided.verdict("RELEASE")).then().statusCode(200);
        String party = partyOf("anna");
        List<String> ids = List.of(plain, mine, theirs, forTwo, decided, party, plain);

        JsonPath foreseen = preview(ids, "CANCEL_AND_REFUND");
        assertThat(foreseen.getInt("cases")).isEqualTo(6);
        assertThat(foreseen.getInt("decided")).isEqualTo(2);
        assertThat(foreseen.getInt("awaitingApproval")).isEqualTo(1);
        assertThat(foreseen.getList("money.currency")).containsExactly("EUR");
        assertThat(foreseen.getString("money[0].amount")).isEqualTo("864.70");
        assertThat(foreseen.getString("money[0].awaitingApproval")).isEqualTo("804.90");
        assertThat(foreseen.getList("skipped.id")).containsExactly(theirs, decided, party);
        assertThat(foreseen.getList("skipped.code")).containsExactly("CASE_CLAIMED", "CASE_NOT_OPEN", "FORBIDDEN");
        assertThat(market.order(open).getBoolean("frozen"))
                .as("nothing is done")
                .isTrue();

        String id = start(ids, "CANCEL_AND_REFUND");
        JsonPath done = ended(id, "DONE");
        assertThat(done.getInt("cases")).isEqualTo(6);
        assertThat(done.getInt("waiting")).isZero();
        assertThat(done.getString("money[0].amount")).isEqualTo("864.70");
        assertThat(done.getString("money[0].awaitingApproval")).isEqualTo("804.90");
        for (String each : List.of(plain, mine)) {
            assertThat(became(done, each, "status")).isEqualTo("DONE");
            assertThat(became(done, each, "amount")).isEqualTo("29.90");
            assertThat(Decided.status(each)).isEqualTo("DECIDED");
            assertThat(Decided.latest(each).getString("decidedBy")).isEqualTo("anna");
        }
        assertThat(became(done, forTwo, "status")).isEqualTo("AWAITING_APPROVAL");
        assertThat(Decided.status(forTwo)).isEqualTo("AWAITING_APPROVAL");
        assertThat(became(done, theirs, "status")).isEqualTo("SKIPPED");
        assertThat(became(done, theirs, "code")).isEqualTo("CASE_CLAIMED");
        assertThat(became(done, decided, "code")).isEqualTo("CASE_NOT_OPEN");
        assertThat(became(done, party, "code")).isEqualTo("FORBIDDEN");
        assertThat(Decided.status(party)).isEqualTo("OPEN");
        assertThat(market.order(open).getString("status")).isEqualTo("CANCELLED");
        Decided.approve(forTwo, "anna").then().statusCode(403);
        Decided.approve(forTwo, "lea").then().statusCode(200);
        assertThat(became(bulk(id), forTwo, "status")).isEqualTo("DONE");
    }

    /** What only the order forbids is foreseen, too. */
    @Test
    void whatTheOrderForbidsIsForeseen() {
        String held = Decided.frozen(market.shipped());
        Decided.decide(held, "bert", Decided.verdict("HOLD")).then().statusCode(200);
        String plain = Decided.frozen(market.shipped());
        List<String> ids = List.of(held, plain);

        JsonPath foreseen = preview(ids, "HOLD");
        assertThat(foreseen.getInt("decided")).isEqualTo(1);
        assertThat(foreseen.getList("skipped.id")).containsExactly(held);
        assertThat(foreseen.getList("skipped.code")).containsExactly("ESCROW_HELD");

        JsonPath done = ended(start(ids, "HOLD"), "DONE");
        assertThat(became(done, held, "code")).isEqualTo("ESCROW_HELD");
        assertThat(became(done, plain, "status")).isEqualTo("DONE");
    }

    /** A case whose seller is this moderator. */
    private static String partyOf(String moderator) {
        String order = Market.fresh("order");
        Map<String, Object> body = new HashMap<>(Market.orderBody(order, Market.fresh("buyer"), moderator));
        Http.as("shop", "service").body(body).post("/v1/orders").then().statusCode(201);
        return Decided.frozen(order);
    }

    @Test
    void itIsUndone() {
        List<String> orders = List.of(market.shipped(), market.shipped(), market.shipped());
        List<String> cases = orders.stream().map(Decided::frozen).toList();
        String id = start(cases, "CANCEL_AND_REFUND");
        ended(id, "DONE");
        // One is appealed against meanwhile: it stands.
        String fine = new PlainSql(source)
                .ask("select id from sanction where case_id = ?", UUID.fromString(cases.getFirst()))
                .getFirst();
        Http.as(market.seller, "seller")
                .body(Map.of("text", "The post has lost my receipt"))
                .post("/v1/sanctions/" + fine + "/appeal")
                .then()
                .statusCode(201);

        String path = "/v1/bulk/" + id + "/undo";
        Http.as("bert", "moderator").body(Decided.UNDONE).post(path).then().statusCode(403);
        Http.as("anna", "moderator").body(Decided.UNDONE).post(path).then().statusCode(202);
        JsonPath undone = ended(id, "UNDONE");
        assertThat(undone.getString("undoAskedBy")).isEqualTo("anna");
        assertThat(became(undone, cases.getFirst(), "status")).isEqualTo("NOT_UNDONE");
        assertThat(became(undone, cases.getFirst(), "code")).isEqualTo("CASE_WENT_ON");
        assertThat(market.order(orders.getFirst()).getString("status")).isEqualTo("CANCELLED");
        for (int i = 1; i < cases.size(); i++) {
            assertThat(became(undone, cases.get(i), "status")).isEqualTo("UNDONE");
            assertThat(Decided.status(cases.get(i))).isEqualTo("OPEN");
            assertThat(market.order(orders.get(i)).getString("status")).isEqualTo("SHIPPED");
            assertThat(market.order(orders.get(i)).getString("refunded")).isEqualTo("0.00");
        }
        assertThat(undone.getString("money[0].amount")).as("what stands").isEqualTo("29.90");
        Http.as("lea", "lead")
                .body(Decided.UNDONE)
                .post(path)
                .then()
                .statusCode(409)
                .body("code", equalTo("NOTHING_TO_UNDO"));
    }

    /** A27: what a second person has answered since, or somebody has undone by itself, is seen; what was approved is undone. */
    @Test
    void whatBecomesOfADecisionIsSeen() {
        String dear = Decided.dear(market);
        String approved = Decided.frozen(dear);
        String rejected = Decided.frozen(Decided.dear(market));
        String waiting = Decided.frozen(Decided.dear(market));
        String undone = Decided.frozen(market.shipped());
        String id = start(List.of(approved, rejected, waiting, undone), "CANCEL_AND_REFUND");
        assertThat(ended(id, "DONE").getString("money[0].awaitingApproval")).isEqualTo("2414.70");

        Decided.approve(approved, "lea").then().statusCode(200);
        Decided.answer(rejected, "lea", "lead", "rejection", Map.of("reason", "Ask the carrier first"))
                .then()
                .statusCode(200);
        Decided.undo(undone, "anna", "moderator").then().statusCode(200);
        JsonPath since = bulk(id);
        assertThat(became(since, approved, "status")).isEqualTo("DONE");
        assertThat(became(since, rejected, "status")).isEqualTo("REJECTED");
        assertThat(became(since, waiting, "status")).isEqualTo("AWAITING_APPROVAL");
        assertThat(became(since, undone, "status")).isEqualTo("UNDONE");
        assertThat(since.getString("money[0].amount"))
                .as("what stands, or may yet")
                .isEqualTo("1609.80");
        assertThat(since.getString("money[0].awaitingApproval")).isEqualTo("804.90");

        Http.as("anna", "moderator")
                .body(Decided.UNDONE)
                .post("/v1/bulk/" + id + "/undo")
                .then()
                .statusCode(202);
        JsonPath after = ended(id, "UNDONE");
        assertThat(became(after, approved, "status")).isEqualTo("UNDONE");
        assertThat(became(after, rejected, "status")).isEqualTo("REJECTED");
        assertThat(became(after, waiting, "status")).isEqualTo("AWAITING_APPROVAL");
        assertThat(market.order(dear).getString("refunded")).isEqualTo("0.00");
        assertThat(market.order(dear).getBoolean("frozen")).isTrue();
        assertThat(after.getString("money[0].amount")).isEqualTo("804.90");
    }

    /** A replica was killed when it had claimed the turn of a case: another does it when the claim is over, and once. */
    @Test
    void aTurnThatWasBegunIsTakenByAnother() {
        String order = market.shipped();
        String reviewCase = Decided.frozen(order);
        PlainSql sql = new PlainSql(source);
        UUID bulk = UUID.randomUUID();
        Instant now = Http.now();
        sql.run(
                "insert into bulk_decision (id, verdict, statement, asked_by, asked_as, asked_at, version)"
                        + " values (?, 'CANCEL_AND_REFUND', ?, 'anna', 'MODERATOR', ?, 0)",
                bulk,
                WHY,
                Timestamp.from(now));
        sql.run(
                "insert into bulk_item (order_id, case_id, bulk_id, status, version) values (?, ?, ?, 'PENDING', 0)",
                order,
                UUID.fromString(reviewCase),
                bulk);
        sql.run(
                "insert into deadline (order_id, id, kind, subject, due_at, claimed_until, attempts)"
                        + " values (?, gen_random_uuid(), 'DECIDE_IN_BULK', ?, ?, ?, 0)",
                order,
                bulk + "/" + reviewCase,
                Timestamp.from(now.minusSeconds(1)),
                Timestamp.from(now.plus(Duration.ofMinutes(5))));
        assertThat(bulk(bulk.toString()).getString("status")).isEqualTo("RUNNING");
        Http.advance(Duration.ofMinutes(6));
        JsonPath done = ended(bulk.toString(), "DONE");
        assertThat(became(done, reviewCase, "status")).isEqualTo("DONE");
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
        assertThat(sql.ask("select count(*) from case_decision where case_id = ?", UUID.fromString(reviewCase)))
                .containsExactly("1");
        assertThat(sql.ask("select id from deadline where kind = 'DECIDE_IN_BULK' and order_id = ?", order))
                .isEmpty();
    }

    /** The same key starts one, and the same cases twice are decided once. */
    @Test
    void itIsStartedOnce() {
        String order = market.shipped();
        String reviewCase = Decided.frozen(order);
        String key = Market.fresh("key");
        List<String> ids = List.of(1, 2).stream()
                .map(ignored -> Http.as("anna", "moderator")
                        .header("Idempotency-Key", key)
                        .body(body(List.of(reviewCase), "RELEASE", false))
                        .post("/v1/cases/bulk")
                        .then()
                        .statusCode(202)
                        .extract()
                        .<String>path("id"))
                .toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        ended(ids.getFirst(), "DONE");
        JsonPath second = ended(start(List.of(reviewCase), "RELEASE"), "DONE");
        assertThat(became(second, reviewCase, "code")).isEqualTo("CASE_NOT_OPEN");
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
    }

    @Test
    void garbageIsNamed() {
        String reviewCase = Decided.frozen(market.paid());
        String nobodys = "0198c5b2-0000-7000-8000-000000000000";
        for (boolean dryRun : List.of(true, false)) {
            Http.as("anna", "moderator")
                    .body(body(List.of(reviewCase, nobodys), "RELEASE", dryRun))
                    .post("/v1/cases/bulk")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("ids[1]"));
            Http.as("anna", "moderator")
                    .body(body(Collections.nCopies(201, nobodys), "RELEASE", dryRun))
                    .post("/v1/cases/bulk")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("ids"));
        }
        assertThat(Decided.status(reviewCase)).isEqualTo("OPEN");
        Map<String, Object> unsaid = body(List.of(reviewCase), "CANCEL_AND_REFUND", false);
        unsaid.put("statement", "Bad");
        Http.as("anna", "moderator")
                .body(unsaid)
                .post("/v1/cases/bulk")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("statement"));
        Http.as("anna", "moderator").get("/v1/bulk/" + nobodys).then().statusCode(404);
        Http.as("anna", "moderator")
                .body(Decided.UNDONE)
                .post("/v1/bulk/" + nobodys + "/undo")
                .then()
                .statusCode(404);
        Http.as(market.seller, "seller").get("/v1/bulk/" + nobodys).then().statusCode(403);
    }
}
