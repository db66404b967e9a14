package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A25 to A27, the whole path of a shipment that never was: found by a sweep, frozen, asked about, decided by two, refunded, and
 * reversed when the seller appeals. Each step is what one person does, and what they see of it.
 */
@QuarkusTest
class DeskScenarioTest {

    private static final String ANNA = Market.fresh("anna");
    private static final String LEA = Market.fresh("lea");
    private static final String CARL = Market.fresh("carl");

    private static final String MORE = "The receipt must show the office's stamp and the day.";
    private static final String WHY = "The receipt shows no stamp, and the carrier never had the parcel.";
    private static final String MISTAKEN = "The post has found its own record of the parcel after all.";

    @Inject
    DataSource source;

    private final Market market = Market.open();
    private long begun;
    private String order = "";
    private String reviewCase = "";
    private String fine = "";
    private String suspension = "";

    /** What Anna works on: the cases of this seller. */
    private String view = "";

    @Test
    void aFalseShipmentIsFoundDecidedRefundedAndReversed() throws IOException, InterruptedException {
        somebodyFollowsTheDesk();

        theSellerDeclaresAParcelThatNeverMoves();
        aSweepFindsItAndTheOrderIsFrozen();
        theSellerIsAskedForEvidenceByItself();
        theSellerGivesADocument();
        annaTakesTheNextCaseAndAsksForMore();
        nothingComesAndTheCaseIsBeforeAllOthers();
        annaDecidesAndNothingIsDoneYet();
        leaApprovesAndAllOfItIsDone();
        theMoneyGoesBack();

        theSellerReadsWhyAndAppeals();
        nobodyJudgesWhatTheyHaveDecided();
        carlUpholdsTheAppealAndTheCaseIsClosed();
        whatWasDoneToTheSellerIsUndone();

        theCaseTellsAllOfIt();
        theSellersPageTellsAllOfIt();
        theStreamTellsAllOfIt();
        theEventsTellAllOfIt();
        theAuditTellsWhoDidWhat();
    }

    // --- found -------------------------------------------------------------------------------------------------------

    private void somebodyFollowsTheDesk() throws IOException, InterruptedException {
        try (EventStream now = EventStream.open(CARL, "moderator", "", null)) {
            now.until(one -> one.name().equals("ready"));
            begun = now.lastId();
        }
    }

    private void theSellerDeclaresAParcelThatNeverMoves() {
        order = market.paid();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        // What would look at this order alone is lost, once all that follows at once has happened: a sweep finds what
        // was missed.
        Http.advance(Duration.ofMinutes(1));
        new PlainSql(source).run("delete from deadline where order_id = ? and kind = 'SCAN_DUE'", order);
        Http.advanceBusinessDays(5);
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
    }

    private void aSweepFindsItAndTheOrderIsFrozen() {
        String sweep = Market.sweep(Map.of("mode", "FULL")).getString("id");
        JsonPath signals = DetectorsTest.signals(order);
        assertThat(signals.getList("signals.code")).contains("NO_CARRIER_MOVEMENT");
        assertThat(signals.getList("signals.foundBy")).contains("sweeps/" + sweep);

        JsonPath frozen = market.order(order);
        assertThat(frozen.getBoolean("frozen")).isTrue();
        assertThat(frozen.getList("deadlines.findAll { !it.paused }.kind"))
                .as("only the seller's time runs")
                .isEqualTo(List.of("CASE_EVIDENCE_DUE"));
        reviewCase = Desk.firstCase(market);
    }

    // --- asked -------------------------------------------------------------------------------------------------------

    private void theSellerIsAskedForEvidenceByItself() {
        assertThat(Decided.status(reviewCase)).isEqualTo("AWAITING_EVIDENCE");
        JsonPath owed = owed();
        assertThat(owed.getList("items.orderId")).containsExactly(order);
        assertThat(owed.getString("items[0].demand")).contains("Show that you posted shipment", order);
        Http.as(market.buyer, "buyer")
                .get("/v1/orders/" + order)
                .then()
                .statusCode(200)
                .body("evidenceDemands.askedBy", contains("MARKETPLACE"));
    }

    private void theSellerGivesADocument() {
        CaseEvidenceTest.give(market, order, Papers.jpeg("a receipt of " + order))
                .then()
                .statusCode(201);
        assertThat(owed().getList("items")).isEmpty();
        assertThat(Decided.status(reviewCase)).isEqualTo("OPEN");
    }

    private void annaTakesTheNextCaseAndAsksForMore() {
        Desk.act(ANNA, "moderator", next(), reviewCase, "evidence-demands", Map.of("text", MORE))
                .then()
                .statusCode(201)
                .body("status", equalTo("AWAITING_EVIDENCE"));
        assertThat(owed().getList("items.text")).containsExactly(MORE);
        Http.as(ANNA, "moderator")
                .body(Map.of("view", view))
                .post("/v1/cases/next")
                .then()
                .statusCode(409)
                .body("code", equalTo("NO_CASE_FREE"));
    }

    private void nothingComesAndTheCaseIsBeforeAllOthers() {
        Http.advance(Duration.ofDays(5).plusMinutes(1));
        JsonPath queue = Http.as(ANNA, "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .jsonPath();
        assertThat(queue.getString("items[0].status")).isEqualTo("OPEN");
        assertThat(queue.getString("items[0].noEvidenceSince")).isNotNull();
        assertThat(queue.getString("items[0].priority.words"))
                .endsWith("before all others because the seller gave no evidence in time");
    }

    // --- decided -----------------------------------------------------------------------------------------------------

    private void annaDecidesAndNothingIsDoneYet() {
        Map<String, Object> decision = Map.of(
                "verdict",
                "CANCEL_AND_REFUND",
                "statement",
                WHY,
                "sanction",
                Map.of("kind", "SUSPENSION", "points", 12));
        Desk.act(ANNA, "moderator", next(), reviewCase, "decision", decision)
                .then()
                .statusCode(200)
                .body("status", equalTo("AWAITING_APPROVAL"));
        assertThat(Decided.latest(reviewCase).getList("approvalBecause")).containsExactly("SUSPENSION");
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        assertThat(market.order(order).getString("refunded")).isEqualTo("0.00");
        assertThat(sanctions().getList("items")).isEmpty();
    }

    private void leaApprovesAndAllOfItIsDone() {
        Decided.approve(reviewCase, ANNA).then().statusCode(403);
        Decided.approve(reviewCase, LEA).then().statusCode(200).body("status", equalTo("DECIDED"));
        JsonPath cancelled = market.order(order);
        assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.getString("cancelledBy")).isEqualTo("ADMINISTRATION");
        assertThat(cancelled.getString("refunded")).isEqualTo("29.90");
        fine = sanctions().getString("items.find { it.kind == 'FINE' }.id");
        suspension = sanctions().getString("items.find { it.kind == 'SUSPENSION' }.id");
        market.ship(market.paid(), Market.trackingNumber())
                .then()
                .statusCode(409)
                .body("code", equalTo("SELLER_SUSPENDED"));
    }

    private void theMoneyGoesBack() {
        assertThat(refunds()).as("as long as it can be undone").containsExactly("REQUESTED");
        Http.advance(Duration.ofMinutes(11));
        Market.eventually(() -> assertThat(refunds()).containsExactly("SUBMITTED"));
        Http.advance(Duration.ofHours(1));
        Market.eventually(() -> assertThat(refunds()).containsExactly("ARRIVED"));
        JsonPath ledger = Market.financialsOfStaff(order);
        assertThat(ledger.getString("accounts.held")).isEqualTo("0.00");
        assertThat(ledger.getString("accounts.released")).isEqualTo("0.00");
        assertThat(ledger.getString("accounts.owedBySeller"))
                .as("30 % of the order")
                .isEqualTo("8.97");
    }

    // --- reversed ----------------------------------------------------------------------------------------------------

    private void theSellerReadsWhyAndAppeals() {
        Http.as(market.seller, "seller")
                .get("/v1/sanctions/" + suspension + "/statement")
                .then()
                .statusCode(200)
                .body("reasons", equalTo(WHY))
                .body("foundByMachine", equalTo(true))
                .body("decidedByMachine", equalTo(false))
                .body("facts.code", hasItem("NO_CARRIER_MOVEMENT"));
        for (String sanction : List.of(fine, suspension)) {
            Http.as(market.seller, "seller")
                    .body(Map.of("text", "The post has lost its record of my parcel"))
                    .post("/v1/sanctions/" + sanction + "/appeal")
                    .then()
                    .statusCode(201)
                    .body("appeal.status", equalTo("OPEN"));
        }
        assertThat(Decided.status(reviewCase)).isEqualTo("APPEALED");
    }

    private void nobodyJudgesWhatTheyHaveDecided() {
        for (String own : List.of(ANNA, LEA, market.seller, market.buyer)) {
            judged(own, suspension).then().statusCode(403);
        }
    }

    private void carlUpholdsTheAppealAndTheCaseIsClosed() {
        judged(CARL, suspension).then().statusCode(200).body("status", equalTo("UNDONE"));
        assertThat(Decided.status(reviewCase)).as("one is left").isEqualTo("APPEALED");
        judged(CARL, fine).then().statusCode(200).body("status", equalTo("UNDONE"));
        assertThat(Decided.status(reviewCase)).isEqualTo("CLOSED");
    }

    private void whatWasDoneToTheSellerIsUndone() {
        assertThat(Market.financialsOfStaff(order).getString("accounts.owedBySeller"))
                .isEqualTo("0.00");
        assertThat(Http.as(market.seller, "seller")
                        .get("/v1/sellers/" + market.seller + "/account")
                        .jsonPath()
                        .getList("items.kind"))
                .containsExactly("FINE", "FINE_UNDONE");
        market.ship(market.paid(), Market.trackingNumber()).then().statusCode(201);
        assertThat(market.order(order).getString("status"))
                .as("the buyer keeps their money")
                .isEqualTo("CANCELLED");
    }

    // --- told --------------------------------------------------------------------------------------------------------

    private void theCaseTellsAllOfIt() {
        JsonPath page =
                Http.as(CARL, "moderator").get("/v1/cases/" + reviewCase).jsonPath();
        assertThat(page.getString("verdict")).isEqualTo("CANCEL_AND_REFUND");
        assertThat(page.getString("statement")).isEqualTo(WHY);
        assertThat(page.getList("evidenceDemands.outcome")).containsExactly("GIVEN", "MISSING");
        assertThat(page.getList("evidence.mediaType")).containsExactly("image/jpeg");
        assertThat(page.getList("timelines.seller.what", String.class))
                .anyMatch(what -> what.startsWith("shipment declared"))
                .anyMatch(what -> what.startsWith("evidence given"));
        assertThat(page.getString("money.refunded")).isEqualTo("29.90");
        for (String act : List.of(
                "case opened",
                "case claimed",
                "case no evidence",
                "case awaiting approval",
                "case decided",
                "case appealed",
                "case closed")) {
            assertThat(page.getList("acts.what", String.class)).anyMatch(what -> what.startsWith(act));
        }
        assertThat(page.getList("acts.who")).contains("moderator " + ANNA, "lead " + LEA);
    }

    private void theSellersPageTellsAllOfIt() {
        JsonPath seller = Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(seller.getInt("points")).isZero();
        assertThat(seller.getString("suspendedUntil")).isNull();
        assertThat(seller.getList("sanctions.kind")).containsExactlyInAnyOrder("FINE", "SUSPENSION");
        assertThat(seller.getList("sanctions.status")).containsOnly("UNDONE");
        assertThat(seller.getList("sanctions.appeal.status")).containsOnly("UPHELD");
        assertThat(seller.getList("sanctions.appeal.statement")).containsOnly(MISTAKEN);
        assertThat(seller.prettify()).doesNotContain(ANNA, LEA, CARL);
    }

    private void theStreamTellsAllOfIt() throws IOException, InterruptedException {
        try (EventStream stream = EventStream.open(CARL, "moderator", "?caseId=" + reviewCase, begun)) {
            stream.until(one -> one.name().equals("case.closed"));
            assertThat(stream.of(reviewCase))
                    .extracting(EventStream.Sent::name)
                    .containsSubsequence(
                            "case.opened",
                            "case.awaiting-evidence",
                            "case.unclaimed",
                            "case.claimed",
                            "case.awaiting-evidence",
                            "case.no-evidence",
                            "case.unclaimed",
                            "case.claimed",
                            "case.awaiting-approval",
                            "case.decided",
                            "case.appealed",
                            "case.closed");
        }
    }

    private void theEventsTellAllOfIt() {
        List<String> told = new ArrayList<>();
        long position = begun;
        List<Map<String, Object>> page;
        do {
            page = Http.as("shop", "service")
                    .queryParam("after", position)
                    .queryParam("limit", 200)
                    .get("/v1/events")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("items");
            for (Map<String, Object> event : page) {
                position = ((Number) event.get("position")).longValue();
                if (event.get("data") instanceof Map<?, ?> data && order.equals(data.get("orderId"))) {
                    told.add(String.valueOf(event.get("type")).replaceAll("^dev\\.countermand\\.|\\.v1$", ""));
                }
            }
        } while (!page.isEmpty());
        assertThat(told)
                .containsSubsequence("shipment.declared", "order.frozen", "evidence.given", "evidence.missing")
                .containsSubsequence("evidence.missing", "order.cancelled", "refund.arrived", "sanction.appealed")
                .containsSubsequence("sanction.appealed", "sanction.appeal-upheld", "sanction.undone");
        assertThat(told.stream().filter("seller.fined"::equals)).hasSize(1);
        assertThat(told.stream().filter("sanction.undone"::equals)).hasSize(2);
    }

    private void theAuditTellsWhoDidWhat() {
        JsonPath audit = Http.as(LEA, "lead")
                .queryParam("subject", order)
                .queryParam("limit", 200)
                .get("/v1/audit")
                .jsonPath();
        Map.of(
                        "shipment.declared", market.seller,
                        "evidence.given", market.seller,
                        "case.awaiting-approval", ANNA,
                        "case.decided", LEA,
                        "sanction.appealed", market.seller,
                        "sanction.appeal-upheld", CARL,
                        "sanction.undone", CARL)
                .forEach((act, who) -> assertThat(audit.getList("items.findAll { it.action == '" + act + "' }.actor"))
                        .as(act)
                        .isNotEmpty()
                        .containsOnly(who));
        assertThat(audit.getList("items.findAll { it.action == 'order.cancelled' }.actor"))
                .as("whose decision it was")
                .isEqualTo(List.of(ANNA));
    }

    // --- calls -------------------------------------------------------------------------------------------------------

    /** Anna claims the next case of her view; gives her token. */
    private String next() {
        if (view.isEmpty()) {
            view = Http.as(ANNA, "moderator")
                    .body(Map.of("name", "My seller", "filter", Map.of("sellerId", market.seller)))
                    .post("/v1/cases/views")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }
        return Http.as(ANNA, "moderator")
                .body(Map.of("view", view))
                .post("/v1/cases/next")
                .then()
                .statusCode(200)
                .body("item.id", equalTo(reviewCase))
                .extract()
                .path("token");
    }

    private JsonPath owed() {
        return Http.as(market.seller, "seller")
                .get("/v1/evidence-demands")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** As the seller sees them. */
    private JsonPath sanctions() {
        return Http.as(market.seller, "seller")
                .get("/v1/sanctions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> refunds() {
        return market.financials(order).getList("refunds.status");
    }

    private static Response judged(String who, String sanction) {
        return Http.as(who, "moderator")
                .body(Map.of("outcome", "UPHELD", "statement", MISTAKEN))
                .post("/v1/sanctions/" + sanction + "/appeal/decision");
    }
}
