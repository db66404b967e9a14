package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.countermand.PlainSql;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How good the desk is: decided twice without seeing the first, known cases mixed in, figures of each and all. */
@QuarkusTest
class QualityTest {

    private static final String SECRET = "Posted by the cousin, says the hotline of the carrier";
    private static final String WHY = "The number belongs to a parcel of another order";

    @Inject
    DataSource source;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private final Market market = Market.open();
    private final String first = Market.fresh("first");
    private final String second = Market.fresh("second");
    private Instant from = Instant.EPOCH;

    /** What others have decided is given to nobody any more, so that each test meets its own. */
    @BeforeEach
    void onlyWhatIsDecidedFromNowOn() {
        from = Http.advance(Duration.ofDays(3));
        new PlainSql(source).run("update case_review set asked_at = asked_at - interval '100 days'");
        new PlainSql(source).run("update golden_case set ended_at = now() where ended_at is null");
    }

    @Test
    void aSecondModeratorDecidesWithoutSeeingTheFirst() {
        String id = decided("RELEASE");
        next(first).then().statusCode(409).body("code", equalTo("NO_REVIEW_WAITS"));
        JsonPath review = given(second);
        String all = review.prettify();
        assertThat(all)
                .contains("shipment declared", market.seller)
                .doesNotContain(first, SECRET, "RELEASE", "case decided", "case claimed", "order released");
        assertThat(review.getList("reviewCase.lines")).hasSize(1);

        Http.as(second, "moderator")
                .get("/v1/cases/" + id)
                .then()
                .statusCode(403)
                .body("detail", containsString("a second time"));
        for (String closed : List.of("/decision", "/evidence")) {
            Http.as(second, "moderator").get("/v1/cases/" + id + closed).then().statusCode(403);
            Http.as(first, "moderator").get("/v1/cases/" + id + closed).then().statusCode(200);
        }
        String other = Desk.opened(market);
        assertThat(verdictBeside(second, other, id)).isNull();
        assertThat(verdictBeside(first, other, id)).isEqualTo("RELEASE");
        assertThat(verdictInQueue(second, id)).isNull();
        assertThat(verdictInQueue(first, id)).isEqualTo("RELEASE");
        String reviewId = review.getString("id");
        assertThat(given(second).getString("id"))
                .as("what was begun comes first")
                .isEqualTo(reviewId);
        Http.as(first, "moderator")
                .get("/v1/quality/reviews/" + reviewId)
                .then()
                .statusCode(404);
        decide(first, reviewId, "RELEASE").then().statusCode(404);
        decide(second, reviewId, "CANCEL_AND_REFUND")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("CANCEL_AND_REFUND"));
        decide(second, reviewId, "RELEASE").then().statusCode(409).body("code", equalTo("REVIEW_NOT_HELD"));
        Http.as(second, "moderator").get("/v1/cases/" + id).then().statusCode(200);
        assertThat(verdictInQueue(second, id)).isEqualTo("RELEASE");

        JsonPath apart = Http.as("lea", "lead")
                .queryParam("apart", true)
                .queryParam("limit", 200)
                .get("/v1/quality/reviews")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String its = "items.find { it.id == '" + reviewId + "' }.";
        assertThat(apart.getString(its + "firstBy")).isEqualTo(first);
        assertThat(apart.getString(its + "firstVerdict")).isEqualTo("RELEASE");
        assertThat(apart.getString(its + "verdict")).isEqualTo("CANCEL_AND_REFUND");
        assertThat(apart.getBoolean(its + "agrees")).isFalse();
        // Nothing has followed for the order.
        assertThat(market.order(apart.getString(its + "orderId")).getString("status"))
                .isEqualTo("SHIPPED");
        Http.as("mod-1", "moderator").get("/v1/quality/reviews").then().statusCode(403);
    }

    /** A26: what may still be undone is not sampled; what was undone keeps nobody from the others, and is sampled anew. */
    @Test
    void anUndoneCaseBlocksNobodyAndIsReviewedByItsNextDecision() {
        String lasting = Desk.opened(market.shipped());
        decideOnly(lasting, "RELEASE", WHY);
        Http.advance(Duration.ofMinutes(9));
        String undone = Desk.opened(market.shipped());
        decideOnly(undone, "RELEASE", WHY);
        Http.advance(Duration.ofMinutes(2));
        Market.eventually(() -> assertThat(reviewOf(lasting)).hasSize(1));
        assertThat(reviewOf(undone)).as("it can still be undone").isEmpty();

        Decided.undo(undone, first, "moderator").then().statusCode(200);
        // As if it had been sampled before, and longest ago of all.
        new PlainSql(source)
                .run(
                        "insert into case_review (order_id, case_id, id, kind, asked_at, first_verdict, first_by)"
                                + " select order_id, id, gen_random_uuid(), 'SECOND', ?::timestamptz, 'RELEASE', ?"
                                + " from review_case where id = ?::uuid",
                        from.toString(),
                        first,
                        undone);
        assertThat(given(second).getString("id")).isEqualTo(reviewOf(lasting).getFirst());
        next(Market.fresh("third")).then().statusCode(409).body("code", equalTo("NO_REVIEW_WAITS"));

        decideOnly(undone, "CANCEL_AND_REFUND", WHY);
        next(Market.fresh("third")).then().statusCode(409);
        Http.advance(Duration.ofMinutes(11));
        Market.eventually(() -> assertThat(new PlainSql(source)
                        .ask("select first_verdict from case_review where case_id = ?::uuid", undone))
                .containsExactly("CANCEL_AND_REFUND"));
        assertThat(given(Market.fresh("third")).getString("id"))
                .isEqualTo(reviewOf(undone).getFirst());
    }

    /** A hold, a decision that was rejected, and one that was undone have shown what their deciders think, too. */
    @Test
    void nothingIsSeenOfWhatFollowedFromAnyDecisionOfTheCase() {
        String undoer = Market.fresh("undoer");
        String order = market.shipped();
        String id = Desk.opened(order);
        Http.advance(Duration.ofMinutes(1));
        Instant undecided = Http.now();
        Http.advance(Duration.ofMinutes(1));
        decideOnly(id, "HOLD", WHY);
        Http.advance(Duration.ofMinutes(1));
        decideOnly(id, "CANCEL_AND_REFUND", WHY);
        Decided.undo(id, undoer, "lead").then().statusCode(200);
        Http.advance(Duration.ofMinutes(1));
        decideOnly(id, "RELEASE", WHY);
        sampled(id);
        assertThat(Market.audited(order)).contains("order.escrow-held", "order.decision-undone");

        next(undoer).then().statusCode(409);
        JsonPath review = given(second);
        assertThat(review.getList("reviewCase.timeline.what", String.class)).isNotEmpty();
        assertThat(review.getList("reviewCase.timeline.at", String.class))
                .allMatch(at -> Instant.parse(at).isBefore(undecided));
    }

    /** Who has approved a decision, or has not, knows it. */
    @Test
    void whoApprovesOrRejectsReviewsNothingOfIt() {
        String lead = Market.fresh("lead");
        String id = Decided.frozen(Decided.dear(market));
        Decided.decide(id, first, Decided.verdict("CANCEL_AND_REFUND")).then().statusCode(200);
        Decided.answer(id, lead, "lead", "rejection", Map.of("reason", "Ask the carrier first"))
                .then()
                .statusCode(200);
        String token = Desk.claim(id, first).then().statusCode(200).extract().path("token");
        Desk.act(first, "moderator", token, id, "decision", Decided.verdict("RELEASE"))
                .then()
                .statusCode(200);
        String other = Market.fresh("lead");
        Decided.approve(id, other).then().statusCode(200);
        sampled(id);
        next(lead).then().statusCode(409);
        next(other).then().statusCode(409);
        given(second);
    }

    /** Nobody reviews a case to which they are a party, or on which they wrote; a lease that is over is another's. */
    @Test
    void itIsGivenToStrangersAndOneAtATime() {
        decided("RELEASE");
        next(market.seller).then().statusCode(409);
        next(market.buyer).then().statusCode(409);
        String reviewId = given(second).getString("id");
        String third = Market.fresh("third");
        next(third).then().statusCode(409);
        Http.advance(Duration.ofMinutes(31));
        assertThat(given(third).getString("id")).isEqualTo(reviewId);
        decide(second, reviewId, "RELEASE").then().statusCode(404);
        decide(third, reviewId, "RELEASE").then().statusCode(200);
    }

    /** One in two, as the test is set: looks like any other, and counts what is right. */
    @Test
    void casesOfWhichItIsKnownWhatIsRightAreMixedIn() {
        String known = decided("RELEASE");
        given(second);
        decide(second, given(second).getString("id"), "RELEASE").then().statusCode(200);
        golden("mod-1", "moderator", known).then().statusCode(403);
        golden("lea", "lead", Desk.opened(market)).then().statusCode(404);
        golden("lea", "lead", known).then().statusCode(200).body("verdict", equalTo("CANCEL_AND_REFUND"));

        String third = Market.fresh("third");
        decided("RELEASE");
        decide(third, given(third).getString("id"), "RELEASE").then().statusCode(200);
        JsonPath test = given(third);
        assertThat(test.prettify()).doesNotContain("GOLDEN", first, SECRET);
        decide(third, test.getString("id"), "CANCEL_AND_REFUND").then().statusCode(200);
        JsonPath figures = figures();
        assertThat(figures.getInt(of(third) + "golden")).isEqualTo(1);
        assertThat(figures.getDouble(of(third) + "goldenAccuracy")).isEqualTo(1.0);
        assertThat(figures.getInt(of(third) + "reviews")).isEqualTo(1);
        assertThat(figures.getInt(of(third) + "decided")).isZero();

        Http.as("lea", "lead")
                .delete("/v1/quality/golden-cases/" + known)
                .then()
                .statusCode(200);
        Http.as("lea", "lead")
                .delete("/v1/quality/golden-cases/" + known)
                .then()
                .statusCode(404);
    }

    @Test
    void figuresAreCountedForEachDetectorAndEachModerator() {
        String detected = detected();
        decideFirst(detected, "CANCEL_AND_REFUND", WHY);
        decided("RELEASE");
        decide(second, given(second).getString("id"), "CANCEL_AND_REFUND")
                .then()
                .statusCode(200);
        JsonPath figures = figures();

        assertThat(figures.getInt(of(first) + "opened")).isEqualTo(2);
        assertThat(figures.getInt(of(first) + "decided")).isEqualTo(2);
        assertThat(figures.getInt(of(first) + "cancelled")).isEqualTo(1);
        assertThat(figures.getDouble(of(first) + "precision")).isEqualTo(1.0);
        assertThat(figures.getInt(of(first) + "reviewed")).isEqualTo(1);
        assertThat(figures.getLong(of(first) + "medianSeconds")).isNotNegative();
        String f5 = "detectors.find { it.code == 'SCAN_BEFORE_ORDER' }.";
        assertThat(figures.getInt(f5 + "opened")).isEqualTo(1);
        assertThat(figures.getInt(f5 + "upheld")).isEqualTo(1);
        assertThat(figures.getInt(f5 + "overturned")).isZero();
        assertThat(figures.getDouble(f5 + "precision")).isEqualTo(1.0);

        String sanction = Http.as("mod-9", "moderator")
                .get("/v1/sellers/" + market.seller)
                .jsonPath()
                .getString("sanctions[0].id");
        Http.as(market.seller, "seller")
                .body(Map.of("text", "The post has found my receipt"))
                .post("/v1/sanctions/" + sanction + "/appeal")
                .then()
                .statusCode(201);
        Http.as("mod-9", "moderator")
                .body(Map.of("outcome", "UPHELD", "statement", "The receipt shows that it was posted in time"))
                .post("/v1/sanctions/" + sanction + "/appeal/decision")
                .then()
                .statusCode(200);
        assertThat(figures().getInt(f5 + "overturned")).isEqualTo(1);
        assertThat(figures().getDouble(of(first) + "precision")).isZero();
        new PlainSql(source).run("update sanction set case_id = gen_random_uuid() where seller_id = ?", market.seller);
        assertThat(figures().getInt(f5 + "overturned")).as("of another case").isZero();
        Market.eventually(() -> assertThat(metrics())
                .contains("countermand_quality_moderator_cases{moderator=\"" + first + "\",what=\"decided\"")
                .contains("countermand_quality_detector_share{detector=\"SCAN_BEFORE_ORDER\",what=\"precision\""));
        Http.as("mod-1", "moderator").get("/v1/quality/figures").then().statusCode(403);
        Http.as("lea", "lead")
                .queryParam("from", from.minus(Duration.ofDays(100)).toString())
                .get("/v1/quality/figures")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("from"));
    }

    /** A26: what the policy decides by itself, because no evidence came, is nobody's decision. */
    @Test
    void thePolicyIsNoModerator() {
        Market strict = Market.under("strict");
        strict.ship(strict.paid(), Market.trackingNumber()).then().statusCode(201);
        Http.advanceBusinessDays(5);
        Http.advance(Duration.ofDays(5).plusMinutes(1));
        String id = Desk.firstCase(strict);
        assertThat(Http.as("mod-1", "moderator").get("/v1/cases/" + id).<String>path("decidedBy"))
                .isEqualTo("deadline");
        assertThat(figures().getList("moderators.moderator")).doesNotContain("deadline");
    }

    /** P7: rejection and approval set another time; who was late stays late, and who was in time stays so. */
    @Test
    void lateIsAfterWhatWasDueWhenItWasDecided() {
        String inTime = Decided.frozen(Decided.dear(market));
        Decided.decide(inTime, first, Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200);
        String late = Decided.frozen(Decided.dear(market));
        Http.advance(Duration.ofDays(6));
        Decided.decide(late, first, Decided.verdict("CANCEL_AND_REFUND")).then().statusCode(200);
        for (String id : List.of(inTime, late)) {
            Decided.answer(id, "lea", "lead", "rejection", Map.of("reason", "Ask the carrier first"))
                    .then()
                    .statusCode(200);
            Decided.decide(id, first, Decided.verdict("CANCEL_AND_REFUND"))
                    .then()
                    .statusCode(200);
            Decided.approve(id, "lea").then().statusCode(200);
        }
        assertThat(figures().getInt(of(first) + "decided")).isEqualTo(2);
        assertThat(figures().getInt(of(first) + "late")).isEqualTo(1);
    }

    /** P7: what nobody decides in time is counted, and told. */
    @Test
    void overdueCasesAreCountedAndTold() {
        String order = market.paid();
        String id = Desk.opened(order);
        long before = figures().getLong("overdue.cases");
        Http.advance(Duration.ofDays(6));
        assertThat(figures().getLong("overdue.cases")).isGreaterThan(before);
        assertThat(Instant.parse(figures().getString("overdue.since"))).isBefore(Http.now());
        assertThat(Market.audited(order)).contains("case.overdue");
        Market.eventually(() -> assertThat(metrics()
                        .lines()
                        .filter(line -> line.startsWith("countermand_cases_overdue"))
                        .findFirst()
                        .orElseThrow())
                .doesNotEndWith(" 0.0"));
        decideFirst(id, "RELEASE", WHY);
        assertThat(figures().getInt(of(first) + "late")).isEqualTo(1);
    }

    // --- steps -------------------------------------------------------------------------------------------------------

    /** A case of a shipped order, noted on and decided by the first moderator, and by now in the sample. */
    private String decided(String verdict) {
        String id = Desk.opened(market.shipped());
        String token = Desk.claim(id, first).then().statusCode(200).extract().path("token");
        Desk.act(first, "moderator", token, id, "notes", Map.of("text", SECRET))
                .then()
                .statusCode(201);
        Desk.act(first, "moderator", token, id, "decision", Map.of("verdict", verdict, "statement", SECRET))
                .then()
                .statusCode(200);
        sampled(id);
        return id;
    }

    private void decideFirst(String id, String verdict, String why) {
        decideOnly(id, verdict, why);
        sampled(id);
    }

    private void decideOnly(String id, String verdict, String why) {
        String token = Desk.claim(id, first).then().statusCode(200).extract().path("token");
        Desk.act(first, "moderator", token, id, "decision", Map.of("verdict", verdict, "statement", why))
                .then()
                .statusCode(200);
    }

    /** Once it cannot be undone any more. */
    private void sampled(String id) {
        Http.advance(Duration.ofMinutes(11));
        Market.eventually(() -> assertThat(reviewOf(id)).hasSize(1));
    }

    private List<String> reviewOf(String id) {
        return new PlainSql(source).ask("select id from case_review where case_id = ?::uuid", id);
    }

    private String detected() {
        String number = Market.trackingNumber();
        Market.scan(number, "ACCEPTED", Http.now().minus(Duration.ofDays(3)))
                .then()
                .statusCode(200);
        market.ship(market.paid(), number).then().statusCode(201);
        return Desk.firstCase(market);
    }

    /** On the page of another case of the seller. */
    private static String verdictBeside(String reader, String other, String id) {
        return Http.as(reader, "moderator")
                .get("/v1/cases/" + other)
                .then()
                .statusCode(200)
                .extract()
                .path("related.find { it.reviewCase?.id == '" + id + "' }.reviewCase.verdict");
    }

    private static String verdictInQueue(String reader, String id) {
        return Http.as(reader, "moderator")
                .queryParam("q", id)
                .get("/v1/cases")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].verdict");
    }

    private static Response next(String who) {
        return Http.as(who, "moderator").post("/v1/quality/reviews/next");
    }

    private static JsonPath given(String who) {
        return next(who).then().statusCode(200).extract().jsonPath();
    }

    private static Response decide(String who, String review, String verdict) {
        return Http.as(who, "moderator")
                .body(Map.of("verdict", verdict, "statement", WHY))
                .post("/v1/quality/reviews/" + review + "/decision");
    }

    private static Response golden(String who, String role, String id) {
        return Http.as(who, role)
                .body(Map.of("verdict", "CANCEL_AND_REFUND", "because", "The post has confirmed it in writing"))
                .put("/v1/quality/golden-cases/" + id);
    }

    private JsonPath figures() {
        return Http.as("lea", "lead")
                .queryParam("from", from.toString())
                .get("/v1/quality/figures")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String of(String moderator) {
        return "moderators.find { it.moderator == '" + moderator + "' }.";
    }

    private String metrics() {
        return RestAssured.given()
                .get(management.resolve("/q/metrics").toString())
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
