package dev.countermand.api;

import static dev.countermand.api.Decided.WHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.countermand.PlainSql;
import dev.countermand.api.AtOnce.Call;
import dev.countermand.api.AtOnce.Reply;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A26, A27, F13: what one person decides, what two have to, and what comes of it. */
@QuarkusTest
class DecisionsTest {

    private static final Map<String, Object> REJECTED = Map.of("reason", "Ask the carrier first");

    @TestHTTPResource
    URI server;

    @Inject
    DataSource source;

    private final Market market = Market.open();

    @Test
    void aboveTheAmountAnotherPersonApproves() {
        String order = Decided.dear(market);
        String reviewCase = Decided.frozen(order);
        Decided.decide(reviewCase, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200)
                .body("status", equalTo("AWAITING_APPROVAL"))
                .body("assignee", equalTo("anna"));
        JsonPath waiting = Decided.latest(reviewCase);
        assertThat(waiting.getString("status")).isEqualTo("AWAITING_APPROVAL");
        assertThat(waiting.getList("approvalBecause")).containsExactly("AMOUNT");
        assertThat(waiting.getString("moves")).isEqualTo("804.90");
        assertThat(waiting.getString("approveBy")).isNotNull();
        assertThat(market.order(order).getBoolean("frozen"))
                .as("nothing is done")
                .isTrue();
        assertThat(market.order(order).getString("refunded")).isEqualTo("0.00");

        Desk.claim(reviewCase, "bert").then().statusCode(409);
        Decided.answer(reviewCase, "bert", "moderator", "approval", Map.of())
                .then()
                .statusCode(403);
        Decided.approve(reviewCase, "anna").then().statusCode(403);
        Decided.approve(reviewCase, market.seller).then().statusCode(403);
        Decided.approve(reviewCase, market.buyer).then().statusCode(403);
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "It was a mistake"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(409);

        Decided.approve(reviewCase, "lea")
                .then()
                .statusCode(200)
                .body("status", equalTo("DECIDED"))
                .body("verdict", equalTo("CANCEL_AND_REFUND"));
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("refunded")).isEqualTo("804.90");
        assertThat(Decided.latest(reviewCase).getString("approvedBy")).isEqualTo("lea");
        JsonPath fine = Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/sanctions")
                .jsonPath();
        assertThat(fine.getString("items[0].decidedBy")).isEqualTo("anna");
        assertThat(fine.getString("items[0].approvedBy")).isEqualTo("lea");
        JsonPath audit = Http.as("mod-1", "moderator")
                .queryParam("subject", "cases/" + reviewCase)
                .get("/v1/audit")
                .jsonPath();
        assertThat(audit.getString("items.find { it.action == 'case.awaiting-approval' }.actor"))
                .isEqualTo("anna");
        assertThat(audit.getString("items.find { it.action == 'case.decided' }.actor"))
                .isEqualTo("lea");
        Decided.approve(reviewCase, "lena").then().statusCode(409).body("code", equalTo("NOT_AWAITING_APPROVAL"));
    }

    /** Only the money that it moves counts: that of the false parcel, not of the order. */
    @Test
    void aboutOneParcelOnePersonDecides() {
        String order = Decided.dear(market);
        Map<String, Object> oneUnit = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
        String real = Market.trackingNumber();
        market.ship(order, real, oneUnit).then().statusCode(201);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Market.scan(real, "ACCEPTED", Http.now()).then().statusCode(200);
        String reviewCase = Decided.frozen(order);
        String wrong = market.order(order).getString("shipments.find { it.state == 'DECLARED' }.id");
        Decided.decide(reviewCase, "anna", Decided.with("CANCEL_AND_REFUND", "shipments", List.of(wrong)))
                .then()
                .statusCode(200)
                .body("status", equalTo("DECIDED"));
        assertThat(market.order(order).getString("refunded")).isEqualTo("400.00");
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
    }

    @Test
    void whatIsNotApprovedIsWithWhoeverDecided() {
        String order = Decided.dear(market);
        String reviewCase = Decided.frozen(order);
        Decided.decide(reviewCase, "anna", Decided.verdict("RELEASE")).then().statusCode(200);
        Decided.answer(reviewCase, "anna", "lead", "rejection", REJECTED).then().statusCode(403);
        Decided.answer(reviewCase, "lea", "lead", "rejection", REJECTED)
                .then()
                .statusCode(200)
                .body("status", equalTo("CLAIMED"))
                .body("assignee", equalTo("anna"));
        assertThat(Decided.latest(reviewCase).getString("rejectedBecause")).isEqualTo("Ask the carrier first");
        Desk.claim(reviewCase, "bert").then().statusCode(409);
        Decided.decide(reviewCase, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200)
                .body("status", equalTo("AWAITING_APPROVAL"));
        assertThat(Decided.latest(reviewCase).getInt("no")).isEqualTo(2);
        // P7: after a while somebody is told that it waits.
        Http.advance(Duration.ofDays(8));
        assertThat(Http.as("mod-1", "moderator")
                        .queryParam("orderId", order)
                        .get("/v1/cases")
                        .<String>path("items[0].overdueSince"))
                .isNotNull();
        Decided.answer(reviewCase, "lea", "lead", "rejection", REJECTED).then().statusCode(200);
        // What nobody takes up again is open again.
        Http.advance(Duration.ofMinutes(31));
        assertThat(Decided.status(reviewCase)).isEqualTo("OPEN");
    }

    /** Nobody approves what somebody else has not seen. */
    @Test
    void whatHasChangedIsNotApproved() {
        String order = Decided.dear(market);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        String reviewCase = Decided.frozen(order);
        String before = Decided.decide(reviewCase, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                .header("ETag");
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Decided.approve(reviewCase, "lea")
                .then()
                .statusCode(409)
                .body("code", equalTo("DECISION_STALE"))
                .body("currentStatus", equalTo("IN_TRANSIT"))
                .body("allowedActions", contains("REJECT"));
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        Decided.answer(reviewCase, "lea", "lead", "rejection", REJECTED).then().statusCode(200);
        Decided.decide(reviewCase, "anna", Decided.verdict("RELEASE")).then().statusCode(200);
        Http.as("lea", "lead")
                .header("If-Match", before)
                .post("/v1/cases/" + reviewCase + "/decision/approval")
                .then()
                .statusCode(412);
        Decided.approve(reviewCase, "lea").then().statusCode(200);
        assertThat(market.order(order).getBoolean("frozen")).isFalse();
    }

    /** A26: the seller's time for evidence runs out while a decision waits: that is nothing new. A document is. */
    @Test
    void onlyEvidenceThatComesIsNews() {
        for (boolean given : List.of(true, false)) {
            String order = Decided.dear(market);
            market.ship(order, Market.trackingNumber()).then().statusCode(201);
            String reviewCase = Decided.frozen(order);
            Desk.act(
                            "anna",
                            "moderator",
                            Desk.claim(reviewCase, "anna")
                                    .then()
                                    .statusCode(200)
                                    .extract()
                                    .path("token"),
                            reviewCase,
                            "evidence-demands",
                            Map.of(
                                    "text",
                                    "The receipt must show the office's stamp and the day.",
                                    "dueAt",
                                    Http.now().plus(Duration.ofHours(25)).toString()))
                    .then()
                    .statusCode(201);
            Decided.decide(reviewCase, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("AWAITING_APPROVAL"));
            if (given) {
                CaseEvidenceTest.give(market, order, Papers.png("posted " + order))
                        .then()
                        .statusCode(201);
            } else {
                Http.advance(Duration.ofHours(26));
            }
            assertThat(market.order(order).getString("evidenceDemands[0].outcome"))
                    .isEqualTo(given ? "GIVEN" : "MISSING");
            assertThat(Decided.status(reviewCase)).isEqualTo("AWAITING_APPROVAL");
            if (given) {
                Decided.approve(reviewCase, "lea").then().statusCode(409).body("code", equalTo("DECISION_STALE"));
                assertThat(market.order(order).getBoolean("frozen")).isTrue();
            } else {
                Decided.approve(reviewCase, "lea").then().statusCode(200);
                assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
            }
        }
    }

    /** F, A26: the carrier has the parcel after all, and the case is closed with the decision that waited on it. */
    @Test
    void aCaseThatIsClosedTakesItsDecisionWithIt() {
        String order = market.paid();
        market.asked(order);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Http.advanceBusinessDays(5);
        Market.sweep();
        String reviewCase = Desk.firstCase(market);
        Decided.decide(
                        reviewCase,
                        "anna",
                        Decided.with("CANCEL_AND_REFUND", "sanction", Map.of("kind", "SUSPENSION", "points", 12)))
                .then()
                .statusCode(200)
                .body("status", equalTo("AWAITING_APPROVAL"));
        assertThat(Decided.latest(reviewCase).getString("overtakenAt")).isNull();
        Market.scan(number, "IN_TRANSIT", Http.now()).then().statusCode(200);
        assertThat(Decided.status(reviewCase)).isEqualTo("CLOSED");
        assertThat(Decided.latest(reviewCase).getString("status")).isEqualTo("OVERTAKEN");
        assertThat(Decided.latest(reviewCase).getString("overtakenAt")).isNotNull();
        Decided.approve(reviewCase, "lea").then().statusCode(409).body("code", equalTo("NOT_AWAITING_APPROVAL"));
        assertThat(new PlainSql(source)
                        .ask(
                                "select count(*) from case_decision d join review_case c on c.order_id = d.order_id"
                                        + " and c.id = d.case_id where d.status = 'AWAITING_APPROVAL'"
                                        + " and c.status <> 'AWAITING_APPROVAL' and c.seller_id = ?",
                                market.seller))
                .containsExactly("0");
    }

    @Test
    void ofTwoLeadsAtOnceOneIsSecond() throws IOException {
        for (int round = 0; round < Rounds.of(3); round++) {
            String order = Decided.dear(market);
            String reviewCase = Decided.frozen(order);
            Decided.decide(reviewCase, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                    .then()
                    .statusCode(200);
            String path = "/v1/cases/" + reviewCase + "/decision/";
            boolean same = round % 2 == 0;
            List<Reply> replies = new AtOnce(server)
                    .both(
                            new Call(path + "approval", "lea", "lead", Map.of()),
                            new Call(
                                    path + (same ? "approval" : "rejection"),
                                    "lena",
                                    "lead",
                                    same ? Map.of() : REJECTED));
            assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 409);
            boolean approved = same || replies.getFirst().status() == 200;
            assertThat(market.order(order).getString("refunded")).isEqualTo(approved ? "804.90" : "0.00");
            assertThat(market.financials(order).getList("refunds")).hasSize(approved ? 1 : 0);
        }
    }

    @Test
    void againstAVerdictThatStandsAnotherPersonApproves() {
        String order = market.shipped();
        Decided.decide(Decided.frozen(order), "anna", Decided.verdict("RELEASE"))
                .then()
                .statusCode(200)
                .body("status", equalTo("DECIDED"));
        String again = Decided.frozen(order);
        Decided.decide(again, "bert", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200)
                .body("status", equalTo("AWAITING_APPROVAL"));
        assertThat(Decided.latest(again).getList("approvalBecause")).containsExactly("OVERTURNS");
        Decided.approve(again, "lea").then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
    }

    /** Freezing and releasing by hand is no way around the second person. */
    @Test
    void whatIsForTwoIsNotReleasedByHand() {
        String order = Decided.dear(market);
        Desk.freeze(order, "A tip from the police");
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", "It was a mistake"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(409)
                .body("code", equalTo("FOUR_EYES"));
    }

    /** F13, P7: frozen again and released by hand, nothing is held any more, and its escrow runs. */
    @Test
    void aHeldOrderThatIsReleasedByHandLetsItsEscrowGo() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        Decided.decide(Decided.frozen(order), "anna", Decided.verdict("HOLD"))
                .then()
                .statusCode(200);
        Desk.freeze(order, "The carrier has found another parcel");
        Http.as("bert", "moderator")
                .body(Map.of("reason", "It was the parcel of somebody else"))
                .post("/v1/orders/" + order + "/release")
                .then()
                .statusCode(200);
        JsonPath free = market.order(order);
        assertThat(free.getBoolean("frozen")).isFalse();
        assertThat(free.getBoolean("escrowHeld")).isFalse();
        assertThat(free.getList("deadlines.kind")).contains("RELEASE_ESCROW");
    }

    /** A26: nobody freezes or releases an order of their own. */
    @Test
    void nobodyFreezesOrReleasesTheirOwnOrder() {
        String order = market.shipped();
        for (String party : List.of(market.buyer, market.seller)) {
            byHand(order, party, "freeze").then().statusCode(403);
        }
        byHand(order, "anna", "freeze").then().statusCode(200);
        for (String party : List.of(market.buyer, market.seller)) {
            byHand(order, party, "release").then().statusCode(403);
        }
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
    }

    private static Response byHand(String order, String who, String act) {
        return Http.as(who, "moderator")
                .body(Map.of("reason", "The tracking page is forged"))
                .post("/v1/orders/" + order + "/" + act);
    }

    /** F13: the order goes on, and its money stays until somebody has decided. */
    @Test
    void aHeldEscrowIsNotReleased() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        String reviewCase = Decided.frozen(order);
        Decided.decide(reviewCase, "anna", Decided.with("HOLD", "sanction", Map.of("kind", "WARNING")))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("sanction"));
        Decided.decide(reviewCase, "anna", Decided.verdict("HOLD"))
                .then()
                .statusCode(200)
                .body("status", equalTo("OPEN"));
        JsonPath held = market.order(order);
        assertThat(held.getBoolean("frozen")).isFalse();
        assertThat(held.getBoolean("escrowHeld")).isTrue();
        assertThat(held.getList("deadlines.kind")).doesNotContain("RELEASE_ESCROW");
        Http.advance(Duration.ofDays(40));
        assertThat(market.order(order).getString("status"))
                .as("no deadline takes the money away from the buyer")
                .isEqualTo("DELIVERED");

        // The parties go on; what the buyer confirms releases nothing yet.
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(Market.financialsOfStaff(order).getString("accounts.held")).isEqualTo("29.90");
        assertThat(Market.financialsOfStaff(order).getString("accounts.released"))
                .isEqualTo("0.00");
        assertThatThrownBy(() -> new PlainSql(source)
                        .run(
                                "with moved as (insert into ledger_transfer (order_id, id, cause, subject, from_account,"
                                        + " to_account, amount, currency, rule, seller_id, at) values (?, gen_random_uuid(),"
                                        + " 'RELEASE', 'x', 'ESCROW', 'SELLER', 2990, 'EUR', 'A18', ?, now()) returning order_id)"
                                        + " update ledger_balance b set escrow = 0, seller = 2990 from moved"
                                        + " where b.order_id = moved.order_id",
                                order,
                                market.seller))
                .hasStackTraceContaining("nothing_is_released_that_is_held");

        Decided.decide(reviewCase, "bert", Decided.verdict("RELEASE"))
                .then()
                .statusCode(200)
                .body("status", equalTo("DECIDED"));
        assertThat(market.order(order).getBoolean("escrowHeld")).isFalse();
        assertThat(Market.financialsOfStaff(order).getString("accounts.released"))
                .isEqualTo("29.90");
    }

    /** F13, A26: the buyer has confirmed what they did not look at; their money is still there, and goes back. */
    @Test
    void aHeldEscrowOfAnEndedOrderGoesBack() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        String reviewCase = Decided.frozen(order);
        Decided.decide(reviewCase, "anna", Decided.verdict("HOLD")).then().statusCode(200);
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);

        Decided.decide(reviewCase, "bert", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200)
                .body("status", equalTo("DECIDED"));
        JsonPath after = market.order(order);
        assertThat(after.getString("status"))
                .as("nothing is cancelled any more")
                .isEqualTo("COMPLETED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(after.getBoolean("escrowHeld")).isFalse();
        assertThat(Decided.latest(reviewCase).getString("moves")).isEqualTo("29.90");
        JsonPath money = Market.financialsOfStaff(order);
        assertThat(money.getString("accounts.held")).isEqualTo("0.00");
        assertThat(money.getString("accounts.released")).isEqualTo("0.00");
        assertThat(money.getString("accounts.owedBySeller")).as("the fine").isEqualTo("8.97");

        Decided.undo(reviewCase, "bert", "moderator").then().statusCode(200).body("status", equalTo("OPEN"));
        JsonPath again = market.order(order);
        assertThat(again.getString("status")).isEqualTo("COMPLETED");
        assertThat(again.getString("refunded")).isEqualTo("0.00");
        assertThat(again.getBoolean("escrowHeld")).isTrue();
        assertThat(Market.financialsOfStaff(order).getString("accounts.held")).isEqualTo("29.90");
        assertThat(Market.financialsOfStaff(order).getString("accounts.owedBySeller"))
                .isEqualTo("0.00");
        Decided.decide(reviewCase, "bert", Decided.verdict("RELEASE")).then().statusCode(200);
        assertThat(Market.financialsOfStaff(order).getString("accounts.released"))
                .isEqualTo("29.90");
    }

    /** F13: what is held is released in its time once it is believed, and F: by itself when what was found is refuted. */
    @Test
    void whatIsLetGoIsReleasedInItsTime() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        String reviewCase = Decided.frozen(order);
        Decided.decide(reviewCase, "anna", Decided.verdict("HOLD")).then().statusCode(200);
        Http.advance(Duration.ofDays(40));
        Decided.decide(reviewCase, "anna", Decided.verdict("RELEASE")).then().statusCode(200);
        Market.eventually(
                () -> assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED"));

        String suspected = market.paid();
        market.asked(suspected);
        String late = Market.trackingNumber();
        market.ship(suspected, late).then().statusCode(201);
        Http.advanceBusinessDays(5);
        Market.sweep();
        String found = Http.as("mod-1", "moderator")
                .queryParam("orderId", suspected)
                .get("/v1/cases")
                .path("items[0].id");
        Decided.decide(found, "anna", Decided.verdict("HOLD")).then().statusCode(200);
        Market.sweep();
        assertThat(market.order(suspected).getBoolean("frozen"))
                .as("what stands before a person already freezes nothing again")
                .isFalse();
        Market.scan(late, "IN_TRANSIT", Http.now()).then().statusCode(200);
        assertThat(market.order(suspected).getBoolean("escrowHeld")).isFalse();
        assertThat(Decided.status(found)).isEqualTo("CLOSED");
    }

    /** A27: with the seller's appeal the case is appealed, and closed with the last of them. */
    @Test
    void anAppealIsTheCasesToo() {
        String reviewCase = Decided.frozen(market.shipped());
        Decided.decide(
                        reviewCase,
                        "anna",
                        Decided.with("CANCEL_AND_REFUND", "sanction", Map.of("kind", "WARNING", "points", 1)))
                .then()
                .statusCode(200);
        List<String> sanctions =
                Http.as(market.seller, "seller").get("/v1/sanctions").jsonPath().getList("items.id");
        assertThat(sanctions).hasSize(2);
        for (String sanction : sanctions) {
            Http.as(market.seller, "seller")
                    .body(Map.of("text", "The post has lost my receipt"))
                    .post("/v1/sanctions/" + sanction + "/appeal")
                    .then()
                    .statusCode(201);
            assertThat(Decided.status(reviewCase)).isEqualTo("APPEALED");
        }
        Decided.undo(reviewCase, "anna", "moderator").then().statusCode(409).body("code", equalTo("CASE_WENT_ON"));
        for (String who : List.of("anna", market.buyer)) {
            Http.as(who, "moderator")
                    .body(Map.of("outcome", "UPHELD", "statement", "The receipt was looked at by two of us"))
                    .post("/v1/sanctions/" + sanctions.getFirst() + "/appeal/decision")
                    .then()
                    .statusCode(403);
        }
        List<String> after = List.of("APPEALED", "CLOSED");
        for (int i = 0; i < sanctions.size(); i++) {
            Http.as("bert", "moderator")
                    .body(Map.of("outcome", "UPHELD", "statement", "The receipt was looked at by two of us"))
                    .post("/v1/sanctions/" + sanctions.get(i) + "/appeal/decision")
                    .then()
                    .statusCode(200);
            assertThat(Decided.status(reviewCase)).isEqualTo(after.get(i));
        }
    }

    @Test
    void nobodyDecidesWhatIsTheirs() {
        String reviewCase = Decided.frozen(market.paid());
        for (String party : List.of(market.seller, market.buyer)) {
            Desk.claim(reviewCase, party).then().statusCode(403);
        }
        Decided.answer(UUID.randomUUID().toString(), "lea", "lead", "approval", Map.of())
                .then()
                .statusCode(404);
        Http.as("mod-1", "moderator")
                .get("/v1/cases/" + reviewCase + "/decision")
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    /** In the database, whoever writes. */
    @Test
    void theDatabaseLetsNobodyDecideTheirOwn() {
        PlainSql sql = new PlainSql(source);
        String waiting = Decided.frozen(Decided.dear(market));
        Decided.decide(waiting, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200);
        for (String own : List.of("anna", market.seller, market.buyer)) {
            refused(
                    "nobody_approves_their_own",
                    "update case_decision set approved_by = ?, answered_at = now() where case_id = ?",
                    own,
                    UUID.fromString(waiting));
        }
        for (String party : List.of(market.seller, market.buyer)) {
            refused(
                    "no_party_decides",
                    "update case_decision set decided_by = ? where case_id = ?",
                    party,
                    UUID.fromString(waiting));
            refused(
                    "no_party_decides",
                    "update review_case set decided_by = ? where id = ?",
                    party,
                    UUID.fromString(waiting));
        }
        refused(
                "approved_where_needed",
                "update case_decision set status = 'CARRIED_OUT', carried_out_at = now() where case_id = ?",
                UUID.fromString(waiting));
        refused(
                "one_decision_awaits",
                "insert into case_decision (order_id, case_id, no, status, verdict, matter, statement, amount, currency,"
                        + " order_version, seller_id, buyer_id, decided_by, decided_as, decided_at, version)"
                        + " select order_id, case_id, no + 1, status, verdict, matter, statement, amount, currency,"
                        + " order_version, seller_id, buyer_id, decided_by, decided_as, decided_at, version"
                        + " from case_decision where case_id = ?",
                UUID.fromString(waiting));

        String done = Decided.frozen(market.shipped());
        Decided.decide(done, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200);
        for (String party : List.of(market.seller, market.buyer)) {
            refused(
                    "no_party_undoes",
                    "update case_decision set status = 'UNDONE', undone_by = ?, undone_at = carried_out_at,"
                            + " undone_because = 'x' where case_id = ?",
                    party,
                    UUID.fromString(done));
        }
        refused(
                "undone_in_time",
                "update case_decision set status = 'UNDONE', undone_by = 'lea', undone_at = undo_until,"
                        + " undone_because = 'x' where case_id = ?",
                UUID.fromString(done));
        String fine = sql.ask("select id from sanction where case_id = ?", UUID.fromString(done))
                .getFirst();
        Http.as(market.seller, "seller")
                .body(Map.of("text", "The post has lost my receipt"))
                .post("/v1/sanctions/" + fine + "/appeal")
                .then()
                .statusCode(201);
        refused(
                "no_party_judges",
                "update sanction set appeal_status = 'UPHELD', appeal_decided_by = ?, appeal_statement = 'x',"
                        + " appeal_decided_at = now() where id = ?",
                market.buyer,
                UUID.fromString(fine));
    }

    private void refused(String constraint, String sql, Object... values) {
        assertThatThrownBy(() -> new PlainSql(source).run(sql, values))
                .as("%s", (Object) values)
                .hasStackTraceContaining(constraint);
    }

    @Test
    void garbageIsNamed() {
        String reviewCase = Decided.frozen(market.paid());
        Decided.answer(reviewCase, "lea", "lead", "rejection", Map.of()).then().statusCode(400);
        Decided.answer(reviewCase, "lea", "lead", "rejection", Map.of("reason", "..."))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));
        Decided.answer(reviewCase, "anna", "moderator", "undo", Map.of("reason", " "))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));
        Decided.decide(reviewCase, "anna", Map.of("verdict", "HOLD", "statement", "Hm"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("statement"));
        Decided.decide(reviewCase, "anna", Map.of("verdict", "HANG", "statement", WHY))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("verdict"));
        Http.as("mod-1", "moderator").get("/v1/cases/nonsense/decision").then().statusCode(404);
    }
}
