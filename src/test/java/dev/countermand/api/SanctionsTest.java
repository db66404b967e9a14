package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countermand.PlainSql;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A27: sanctions have an effect and a statement of reasons, a second person approves, and another one judges appeals. */
@QuarkusTest
class SanctionsTest {

    private static final String WHY = "Three parcels in a row were declared and never posted";
    private static final String JUDGED = "The receipt shows that the parcel was posted in time";
    private static final int RACES = 5;

    @Inject
    DataSource source;

    @TestHTTPResource
    URI server;

    private final Market market = Market.open();

    private Response impose(String who, String role, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(Map.of("statement", WHY));
        body.putAll(fields);
        return Http.as(who, role).body(body).post("/v1/sellers/" + market.seller + "/sanctions");
    }

    private String imposed(Map<String, Object> fields) {
        return impose("mod-1", "moderator", fields)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response act(String who, String role, String sanction, String act) {
        return Http.as(who, role).post("/v1/sanctions/" + sanction + act);
    }

    private static Response reject(String who, String sanction) {
        return Http.as(who, "lead")
                .body(Map.of("reason", "A limit is enough for a first time"))
                .post("/v1/sanctions/" + sanction + "/rejection");
    }

    private Response appeal(String sanction) {
        return Http.as(market.seller, "seller")
                .body(Map.of("text", "The post has lost my receipt"))
                .post("/v1/sanctions/" + sanction + "/appeal");
    }

    private static Response judge(String who, String sanction, String outcome) {
        return Http.as(who, "moderator")
                .body(Map.of("outcome", outcome, "statement", JUDGED))
                .post("/v1/sanctions/" + sanction + "/appeal/decision");
    }

    private JsonPath standing() {
        return Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath sanction(String id) {
        return Http.as("mod-9", "moderator")
                .get("/v1/sanctions/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> told(String sanction) {
        return new PlainSql(source)
                .ask(
                        "select regexp_replace(type, '^dev\\.countermand\\.(.*)\\.v1$', '\\1') from outbox_event"
                                + " where subject = ? order by id",
                        "sanctions/" + sanction);
    }

    private String suspended() {
        String id = imposed(Map.of("kind", "SUSPENSION", "orderId", market.paid()));
        act("lead-1", "lead", id, "/approval").then().statusCode(200).body("status", equalTo("IN_FORCE"));
        return id;
    }

    /** Issue 14: one moderator suspended a seller alone. */
    @Test
    void aSuspensionIsInForceWhenASecondPersonApprovesIt() {
        String order = market.paid();
        String id = impose("lead-1", "lead", Map.of("kind", "SUSPENSION", "orderId", order, "rule", "A17"))
                .then()
                .statusCode(201)
                .body("status", equalTo("AWAITING_APPROVAL"))
                .body("approveBy", notNullValue())
                .extract()
                .path("id");
        // The seller is not told, and nothing is kept from them.
        Http.as(market.seller, "seller").get("/v1/sanctions/" + id).then().statusCode(404);
        appeal(id).then().statusCode(404);
        assertThat(standing().getList("sanctions")).isEmpty();
        assertThat(standing().getInt("points")).isZero();
        String other = market.paid();
        market.ship(other, Market.trackingNumber()).then().statusCode(201);

        act("lead-1", "lead", id, "/approval")
                .then()
                .statusCode(403)
                .body("detail", containsString("somebody else has to approve it"));
        reject("lead-1", id).then().statusCode(403);
        act("mod-2", "moderator", id, "/approval").then().statusCode(403);
        Http.as(market.seller, "lead")
                .post("/v1/sanctions/" + id + "/approval")
                .then()
                .statusCode(403);
        act("lead-2", "lead", id, "/approval").then().statusCode(200).body("approvedBy", equalTo("lead-2"));
        act("lead-3", "lead", id, "/approval")
                .then()
                .statusCode(409)
                .body("code", equalTo("NOT_AWAITING_APPROVAL"))
                .body("currentStatus", equalTo("IN_FORCE"));
        reject("lead-3", id).then().statusCode(409);

        market.ship(order, Market.trackingNumber())
                .then()
                .statusCode(409)
                .body("code", equalTo("SELLER_SUSPENDED"))
                .body("currentStatus", equalTo("PROCESSING"))
                .body("detail", containsString("A17"))
                .body("detail", containsString(WHY))
                .body("detail", containsString("appeal until"));
        JsonPath standing = standing();
        assertThat(standing.getInt("points")).isEqualTo(12);
        assertThat(standing.getString("suspendedUntil")).isNotNull();
        assertThat(standing.getList("entries.kind")).containsExactly("SUSPENSION");
        assertThat(standing.getString("sanctions[0].decidedBy")).isNull();
        assertThat(standing.getString("sanctions[0].approvedBy")).isNull();
        assertThat(told(id)).containsExactly("sanction.awaiting-approval", "sanction.imposed");
    }

    /** A27: not the seller, nor the buyer of the order that it is about, whatever else they are. */
    @Test
    void nobodySanctionsForAnOrderOfTheirOwn() {
        String order = market.paid();
        impose(market.buyer, "moderator", Map.of("kind", "WARNING", "orderId", order))
                .then()
                .statusCode(403);
        String id = imposed(Map.of("kind", "SUSPENSION", "orderId", order));
        act(market.buyer, "lead", id, "/approval").then().statusCode(403);
        reject(market.buyer, id).then().statusCode(403);
        act("lead-1", "lead", id, "/approval").then().statusCode(200);
    }

    @Test
    void aSuspensionThatNobodyApprovesHasNoEffect() {
        String order = market.paid();
        String id = imposed(Map.of("kind", "SUSPENSION", "orderId", order));
        reject("lead-1", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("REJECTED"))
                .body("rejectedBecause", equalTo("A limit is enough for a first time"));
        act("lead-2", "lead", id, "/approval").then().statusCode(409);
        Http.as(market.seller, "seller").get("/v1/sanctions/" + id).then().statusCode(404);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        assertThat(standing().getInt("points")).isZero();
        assertThat(told(id)).containsExactly("sanction.awaiting-approval", "sanction.rejected");
    }

    /** P7: what waits for a second person is told of when it is overdue, and stays before them. */
    @Test
    void whatNobodyApprovesIsOverdue() {
        String id = imposed(Map.of("kind", "SUSPENSION", "orderId", market.paid()));
        Http.advance(Duration.ofDays(3).plusMinutes(1));
        Market.eventually(
                () -> assertThat(sanction(id).getString("overdueSince")).isNotNull());
        assertThat(told(id)).containsExactly("sanction.awaiting-approval", "sanction.overdue");
        act("lead-1", "lead", id, "/approval").then().statusCode(200);
    }

    /** It ends by itself, on time, and is told of; its points stand on. */
    @Test
    void aSuspensionEnds() {
        String id = suspended();
        Http.advance(Duration.ofDays(90).plusMinutes(1));
        String order = market.paid();
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        Market.eventually(() -> assertThat(sanction(id).getString("status")).isEqualTo("ENDED"));
        assertThat(standing().getInt("points")).isEqualTo(12);
        assertThat(standing().getString("suspendedUntil")).isNull();
        assertThat(told(id)).contains("sanction.ended");
        Http.advance(Duration.ofDays(366 - 90));
        assertThat(standing().getInt("points")).isZero();
    }

    /** A9, A27: who may declare nothing is not fined for having declared nothing. */
    @Test
    void aSuspendedSellerIsNotFinedForWhatTheyMayNotDo() {
        suspended();
        String order = market.paid();
        Http.advance(Duration.ofDays(8));
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        assertThat(standing().getList("entries.kind")).doesNotContain("FINE");
    }

    /** So many a day, counted from the first; of many at once no more than are left. */
    @Test
    void aLimitedSellerDeclaresSoManyADay() throws IOException {
        String id = imposed(Map.of("kind", "SELLING_LIMIT", "orderId", market.paid()));
        assertThat(sanction(id).getInt("declarationsPerDay")).isEqualTo(5);
        List<AtOnce.Call> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(new AtOnce.Call(
                    "/v1/orders/" + market.paid() + "/shipments",
                    market.seller,
                    "seller",
                    Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber())));
        }
        List<AtOnce.Reply> replies = new AtOnce(server).all(calls);
        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(5);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 201)
                .hasSize(3)
                .allSatisfy(reply -> {
                    assertThat(reply.status()).isEqualTo(409);
                    assertThat(reply.body().getString("code")).isEqualTo("SELLER_LIMITED");
                    assertThat(reply.body().getString("detail")).contains("5 shipments", WHY);
                });
        assertThat(standing().getString("limitedUntil")).isNotNull();
        Http.advance(Duration.ofHours(25));
        market.ship(market.paid(), Market.trackingNumber()).then().statusCode(201);
    }

    /** What is refused for another reason counts for nothing. */
    @Test
    void onlyWhatWasDeclaredIsCounted() {
        imposed(Map.of("kind", "SELLING_LIMIT", "orderId", market.paid()));
        String order = market.shipped();
        for (int i = 0; i < 8; i++) {
            market.ship(order, Market.trackingNumber())
                    .then()
                    .statusCode(409)
                    .body("code", not(equalTo("SELLER_LIMITED")));
        }
        for (int i = 0; i < 4; i++) {
            market.ship(market.paid(), Market.trackingNumber()).then().statusCode(201);
        }
        market.ship(market.paid(), Market.trackingNumber())
                .then()
                .statusCode(409)
                .body("code", equalTo("SELLER_LIMITED"));
    }

    /** A fine is undone in the ledger, too, whatever the points were. */
    @Test
    void anUpheldAppealUndoesSanctionPointsAndFine() {
        String late = market.paid();
        Http.advance(Duration.ofDays(8));
        String fine = Market.financialsOfStaff(late).getString("accounts.owedBySeller");
        assertThat(fine).isEqualTo("1.50");
        JsonPath before = standing();
        assertThat(before.getInt("points")).isEqualTo(2);
        String id = before.getString("sanctions[0].id");
        assertThat(before.getString("entries[0].id")).isEqualTo(id);
        assertThat(before.getBoolean("sanctions[0].decidedByMachine")).isTrue();

        appeal(id)
                .then()
                .statusCode(201)
                .body("appeal.status", equalTo("OPEN"))
                .body("status", equalTo("IN_FORCE"))
                .body("appeal.decideBy", notNullValue());
        appeal(id).then().statusCode(409).body("code", equalTo("APPEALED_ALREADY"));
        Http.as("mod-2", "moderator")
                .queryParam("appealStatus", "OPEN")
                .queryParam("sellerId", market.seller)
                .get("/v1/sanctions")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
        judge("mod-2", id, "UPHELD")
                .then()
                .statusCode(200)
                .body("status", equalTo("UNDONE"))
                .body("appeal.decidedBy", equalTo("mod-2"));
        judge("mod-3", id, "DISMISSED").then().statusCode(409).body("code", equalTo("NO_OPEN_APPEAL"));
        appeal(id).then().statusCode(409);

        assertThat(standing().getInt("points")).isZero();
        assertThat(standing().getString("sanctions[0].appeal.statement")).isEqualTo(JUDGED);
        assertThat(standing().getString("sanctions[0].appeal.decidedBy")).isNull();
        assertThat(Market.financialsOfStaff(late).getString("accounts.owedBySeller"))
                .isEqualTo("0.00");
        JsonPath account = Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller + "/account")
                .jsonPath();
        assertThat(account.getList("items.kind")).containsExactly("FINE", "FINE_UNDONE");
        assertThat(account.getString("totals[0].balance")).isEqualTo("0.00");
        assertThat(told(id))
                .containsExactly("sanction.imposed", "sanction.appealed", "sanction.appeal-upheld", "sanction.undone");
    }

    @Test
    void anUpheldAppealLetsASuspendedSellerSellAgain() {
        String id = suspended();
        String order = market.paid();
        market.ship(order, Market.trackingNumber()).then().statusCode(409);
        appeal(id).then().statusCode(201);
        market.ship(order, Market.trackingNumber()).then().statusCode(409);
        // Neither who decided nor who approved judges, nor the seller in another role.
        judge("mod-1", id, "DISMISSED")
                .then()
                .statusCode(403)
                .body("detail", containsString("somebody else judges the appeal"));
        judge("lead-1", id, "UPHELD").then().statusCode(403);
        judge(market.seller, id, "UPHELD").then().statusCode(403);
        judge("mod-2", id, "UPHELD").then().statusCode(200);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
    }

    @Test
    void aDismissedAppealLeavesItAsItIs() {
        String id = imposed(Map.of("kind", "WARNING", "points", 7, "orderId", market.paid()));
        judge("mod-2", id, "UPHELD").then().statusCode(409).body("code", equalTo("NO_OPEN_APPEAL"));
        appeal(id).then().statusCode(201);
        judge("mod-2", id, "DISMISSED")
                .then()
                .statusCode(200)
                .body("status", equalTo("IN_FORCE"))
                .body("appeal.status", equalTo("DISMISSED"));
        assertThat(standing().getInt("points")).isEqualTo(7);
        appeal(id).then().statusCode(409).body("code", equalTo("APPEALED_ALREADY"));
        assertThat(told(id)).containsExactly("sanction.imposed", "sanction.appealed", "sanction.appeal-dismissed");
    }

    /** Six months, and not a day more; P7: an appeal that nobody judges in time is told of. */
    @Test
    void appealsHaveTheirTimes() {
        String id = imposed(Map.of("kind", "WARNING", "orderId", market.paid()));
        String late = imposed(Map.of("kind", "WARNING", "orderId", market.paid()));
        appeal(id).then().statusCode(201);
        Http.advance(Duration.ofDays(15).plusMinutes(1));
        Market.eventually(
                () -> assertThat(sanction(id).getString("appeal.overdueSince")).isNotNull());
        assertThat(told(id)).containsExactly("sanction.imposed", "sanction.appealed", "sanction.appeal-overdue");
        judge("mod-2", id, "DISMISSED").then().statusCode(200);
        Http.advance(Duration.ofDays(185));
        appeal(late)
                .then()
                .statusCode(409)
                .body("code", equalTo("APPEAL_TOO_LATE"))
                .body("detail", containsString("A27"));
    }

    /** Of two judges at once one decides; of two approvals one is. The ledger moves once. */
    @Test
    void ofTwoAtOnceOneDecides() throws IOException {
        AtOnce together = new AtOnce(server);
        for (int i = 0; i < RACES; i++) {
            String order = market.paid();
            String id = imposed(Map.of("kind", "FINE", "orderId", order));
            appeal(id).then().statusCode(201);
            String path = "/v1/sanctions/" + id + "/appeal/decision";
            List<AtOnce.Reply> judged = together.both(
                    new AtOnce.Call(path, "mod-2", "moderator", Map.of("outcome", "UPHELD", "statement", JUDGED)),
                    new AtOnce.Call(path, "mod-3", "moderator", Map.of("outcome", "UPHELD", "statement", JUDGED)));
            assertThat(judged).extracting(AtOnce.Reply::status).containsExactlyInAnyOrder(200, 409);
            assertThat(Market.financialsOfStaff(order).getString("accounts.owedBySeller"))
                    .isEqualTo("0.00");
            assertThat(new PlainSql(source)
                            .ask(
                                    "select count(*) from ledger_transfer where order_id = ? and cause = 'FINE_UNDONE'",
                                    order))
                    .containsExactly("1");

            String suspension = imposed(Map.of("kind", "SUSPENSION", "orderId", market.paid()));
            String approval = "/v1/sanctions/" + suspension + "/approval";
            assertThat(together.both(
                            new AtOnce.Call(approval, "lead-2", "lead", Map.of()),
                            new AtOnce.Call(approval, "lead-3", "lead", Map.of())))
                    .extracting(AtOnce.Reply::status)
                    .containsExactlyInAnyOrder(200, 409);
            assertThat(new PlainSql(source)
                            .ask("select count(*) from seller_entry where id = cast(? as uuid)", suspension))
                    .containsExactly("1");
            appeal(suspension).then().statusCode(201);
            judge("mod-4", suspension, "UPHELD").then().statusCode(200);
        }
    }

    /** The database holds it, whoever writes: nobody approves their own, or judges their own. */
    @Test
    void theDatabaseLetsNobodyDecideTheirOwn() {
        PlainSql sql = new PlainSql(source);
        String waiting = imposed(Map.of("kind", "SUSPENSION", "orderId", market.paid()));
        String inForce = suspended();
        appeal(inForce).then().statusCode(201);
        for (String self : List.of("mod-1", market.seller)) {
            assertThatThrownBy(() -> sql.ask(
                            "update sanction set approved_by = ? where id = cast(? as uuid) returning 1",
                            self,
                            waiting))
                    .hasStackTraceContaining("nobody_approves_their_own");
        }
        for (String self : List.of("mod-1", "lead-1", market.seller)) {
            assertThatThrownBy(() -> sql.ask(
                            "update sanction set appeal_status = 'UPHELD', appeal_decided_by = ?, appeal_statement ="
                                    + " 'x', appeal_decided_at = now() where id = cast(? as uuid) returning 1",
                            self,
                            inForce))
                    .hasStackTraceContaining("nobody_judges_their_own");
        }
        assertThatThrownBy(() -> sql.ask(
                        "update sanction set status = 'UNDONE' where id = cast(? as uuid) returning 1", inForce))
                .hasStackTraceContaining("undone_by_an_appeal");
    }

    /** F, A26: the decision of a case carries its signals into the statement, and the seller reads them. */
    @Test
    void theStatementNamesTheSignals() throws IOException {
        String order = market.paid();
        market.asked(order);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Http.advanceBusinessDays(5);
        Market.sweep();
        String suspected = Desk.firstCase(market);
        String token = Desk.claim(suspected);
        Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(Map.of(
                        "verdict",
                        "CANCEL_AND_REFUND",
                        "statement",
                        "The number was never posted.",
                        "sanction",
                        Map.of("kind", "SUSPENSION", "points", 12)))
                .post("/v1/cases/" + suspected + "/decision")
                .then()
                .statusCode(200)
                .body("status", equalTo("AWAITING_APPROVAL"));
        assertThat(Http.as("mod-1", "moderator")
                        .queryParam("sellerId", market.seller)
                        .get("/v1/sanctions")
                        .jsonPath()
                        .getList("items"))
                .as("nothing is done before another person has approved it")
                .isEmpty();
        Http.as("lead-1", "lead")
                .post("/v1/cases/" + suspected + "/decision/approval")
                .then()
                .statusCode(200)
                .body("status", equalTo("DECIDED"));
        List<Map<String, Object>> sanctions = Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/sanctions")
                .jsonPath()
                .getList("items");
        assertThat(sanctions).extracting(each -> each.get("kind")).containsExactly("FINE", "SUSPENSION");
        assertThat(sanctions).extracting(each -> each.get("status")).containsExactly("IN_FORCE", "IN_FORCE");
        assertThat(sanctions).extracting(each -> each.get("approvedBy")).containsExactly("lead-1", "lead-1");

        String path = "/v1/sanctions/" + sanctions.getFirst().get("id") + "/statement";
        JsonPath statement = Http.as(market.seller, "seller")
                .get(path)
                .then()
                .statusCode(200)
                .body("language", equalTo("en"))
                .body("rule", equalTo("A26"))
                .body("reasons", equalTo("The number was never posted."))
                .body("foundByMachine", equalTo(true))
                .body("decidedByMachine", equalTo(false))
                .body("facts.code", hasItem("NO_CARRIER_MOVEMENT"))
                .body("facts.code", hasItem("SHIPPED_TO_BLOCK"))
                .extract()
                .jsonPath();
        assertThat(statement.getString("appeal")).contains("/v1/sanctions/", "free of charge");
        assertThat(pdf(market, path)).contains("Statement of reasons", "The number was never posted.");
    }

    private static String pdf(Market market, String path) throws IOException {
        Response answer =
                Http.as(market.seller, "seller").accept("application/pdf").get(path);
        answer.then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", containsString("attachment"));
        try (PDDocument document = Loader.loadPDF(answer.asByteArray())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    /** A27: in the language of the market. */
    @Test
    void aRussianMarketWritesRussian() throws IOException {
        Market shop = Market.under("lamoda");
        String order = shop.paid();
        String id = Http.as("mod-1", "moderator")
                .body(Map.of(
                        "kind",
                        "WARNING",
                        "orderId",
                        order,
                        "rule",
                        "A17",
                        "statement",
                        "Номера не принадлежат этим посылкам"))
                .post("/v1/sellers/" + shop.seller + "/sanctions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String path = "/v1/sanctions/" + id + "/statement";
        Http.as(shop.seller, "seller")
                .get(path)
                .then()
                .statusCode(200)
                .body("language", equalTo("ru"))
                .body("title", equalTo("Изложение мотивов решения"))
                .body("decision", equalTo("Вам вынесено предупреждение."))
                .body("foundByMachine", equalTo(false));
        assertThat(pdf(shop, path)).contains("Изложение мотивов решения", "Номера не принадлежат этим посылкам");
    }

    /** The ladder's step that the points have reached, unless somebody names another; of a seller, or of their order. */
    @Test
    void theLadderClimbsWithThePoints() {
        String order = market.paid();
        assertThat(sanction(imposed(Map.of())).getString("kind")).isEqualTo("WARNING");
        assertThat(sanction(imposed(Map.of("points", 9))).getString("orderId")).isNull();
        assertThat(standing().getInt("points")).isEqualTo(10);
        assertThat(sanction(imposed(Map.of("points", 0))).getString("kind")).isEqualTo("WARNING");
        JsonPath fine = sanction(imposed(Map.of("orderId", order, "points", 20)));
        assertThat(fine.getString("kind")).isEqualTo("FINE");
        assertThat(fine.getString("amount")).isEqualTo("1.50");
        assertThat(standing().getList("ladder.reached")).containsExactly(true, true, true, false);
        assertThat(sanction(imposed(Map.of("points", 20))).getString("kind")).isEqualTo("SELLING_LIMIT");
        assertThat(sanction(imposed(Map.of())).getString("status")).isEqualTo("AWAITING_APPROVAL");
        assertThat(standing().getInt("points")).isEqualTo(50);
    }

    /** What is somebody else's is not there, and who has the wrong role may not. */
    @Test
    void strangersFindNothing() {
        String id = imposed(Map.of("kind", "WARNING", "orderId", market.paid()));
        Market strangers = Market.open();
        for (String path : List.of("", "/statement")) {
            Http.as(strangers.seller, "seller")
                    .get("/v1/sanctions/" + id + path)
                    .then()
                    .statusCode(404);
            Http.as(market.buyer, "buyer")
                    .get("/v1/sanctions/" + id + path)
                    .then()
                    .statusCode(403);
            Http.as("mod-1", "moderator")
                    .get("/v1/sanctions/0198c5b2-0000-7000-8000-000000000000" + path)
                    .then()
                    .statusCode(404);
            Http.as("mod-1", "moderator")
                    .get("/v1/sanctions/nonsense" + path)
                    .then()
                    .statusCode(404);
        }
        Http.as(strangers.seller, "seller")
                .body(Map.of("text", "It was never mine"))
                .post("/v1/sanctions/" + id + "/appeal")
                .then()
                .statusCode(404);
        assertThat(Http.as(strangers.seller, "seller")
                        .queryParam("sellerId", market.seller)
                        .get("/v1/sanctions")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        assertThat(Http.as(market.seller, "seller")
                        .get("/v1/sanctions")
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(id);
        impose(market.seller, "seller", Map.of()).then().statusCode(403);
        impose("shop", "service", Map.of()).then().statusCode(403);
        impose(market.seller, "moderator", Map.of()).then().statusCode(403);
        Http.as("mod-1", "moderator")
                .body(Map.of("statement", WHY))
                .post("/v1/sellers/" + strangers.seller + "/sanctions")
                .then()
                .statusCode(404);
        impose("mod-1", "moderator", Map.of("orderId", strangers.paid()))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("orderId"));
    }

    @Test
    void garbageIsNamed() {
        String order = market.paid();
        for (List<Object> wrong : Arrays.<List<Object>>asList(
                List.of("kind", "CLAIM"),
                List.of("kind", "BANISHMENT"),
                List.of("kind", 7),
                List.of("orderId", "a/b"),
                List.of("orderId", "nobody-placed-this"),
                List.of("rule", "A99"),
                List.of("points", -1),
                List.of("points", 101),
                List.of("points", "six"),
                List.of("statement", "Bad"),
                List.of("statement", "....................................."),
                List.of("colour", "red"))) {
            String field = (String) wrong.getFirst();
            impose("mod-1", "moderator", Map.of(field, wrong.get(1)))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo(field));
        }
        impose("mod-1", "moderator", Map.of("kind", "FINE"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("orderId"));
        String id = imposed(Map.of("kind", "WARNING", "orderId", order));
        Http.as(market.seller, "seller")
                .body(Map.of("text", " "))
                .post("/v1/sanctions/" + id + "/appeal")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("text"));
        Http.as("mod-2", "moderator")
                .body(Map.of("outcome", "OPEN", "statement", JUDGED))
                .post("/v1/sanctions/" + id + "/appeal/decision")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("outcome"));
        Http.as("mod-2", "moderator")
                .body(Map.of("outcome", "UPHELD", "statement", "Yes"))
                .post("/v1/sanctions/" + id + "/appeal/decision")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("statement"));
        Http.as("lead-1", "lead")
                .body(Map.of())
                .post("/v1/sanctions/" + id + "/rejection")
                .then()
                .statusCode(400);
        for (String query : List.of("status=GOOD", "appealStatus=MAYBE", "limit=0", "cursor=eA")) {
            Http.as("mod-1", "moderator").get("/v1/sanctions?" + query).then().statusCode(400);
        }
        assertThat(sanction(id).getString("appeal")).isNull();
    }

    /** A POST once: the same key gives the same sanction, and If-Match holds who judged another version. */
    @Test
    void actsAreOnceAndOnTheVersionThatWasSeen() {
        Map<String, Object> body = Map.of("kind", "WARNING", "statement", WHY, "orderId", market.paid());
        String key = Market.fresh("key");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ids.add(Http.as("mod-1", "moderator")
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/v1/sellers/" + market.seller + "/sanctions")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(standing().getList("sanctions")).hasSize(1);
        String id = ids.getFirst();
        String seen = Http.as("mod-2", "moderator").get("/v1/sanctions/" + id).header("ETag");
        appeal(id).then().statusCode(201);
        Http.as("mod-2", "moderator")
                .header("If-Match", seen)
                .body(Map.of("outcome", "DISMISSED", "statement", JUDGED))
                .post("/v1/sanctions/" + id + "/appeal/decision")
                .then()
                .statusCode(412);
        judge("mod-2", id, "DISMISSED").then().statusCode(200).body("overdueSince", nullValue());
    }
}
