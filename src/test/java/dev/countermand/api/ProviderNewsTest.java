package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.kernel.Hmac;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A22, A20a: what a provider tells by themselves, told by the sandbox over real HTTP. */
@QuarkusTest
class ProviderNewsTest {

    /** As {@code application.properties} sets it for tests. */
    private static final String SECRET = "castle-of-sand";

    @Inject
    DataSource source;

    private final Market market = Market.open();

    @Test
    void newsWithoutTheSignatureOfTheirProviderAreRefusedAndNotKept() {
        byte[] body = ofNever("o", "r", "FAILED", "n-1").encode().getBytes(StandardCharsets.UTF_8);
        post(body, null).then().statusCode(401);
        post(body, HexFormat.of().formatHex(Hmac.of(body, "another"))).then().statusCode(401);
        Http.anonymous().body(body).post("/v1/webhooks/payments/nobody").then().statusCode(404);
        assertThat(count("select count(*) from provider_news where news_id = ?", "n-1"))
                .isZero();
    }

    /** Told after it was sent: it is no longer shown as paid, and what was sent later is not believed any more. */
    @Test
    void aRefundThatFailsAfterItWasSentStandsBeforeAPerson() {
        String order = refunded("never-arrives");
        Http.advance(Duration.ofHours(1));
        statusBecomes(order, "SENT");
        String refund = market.financials(order).getString("refunds[0].id");

        JsonObject failed = ofNever(order, refund, "FAILED", "failed-" + order);
        tell(failed).then().statusCode(200);
        statusBecomes(order, "ESCALATED");
        Response again = tell(failed);
        again.then().statusCode(200);
        assertThat(again.jsonPath().getInt("news")).isEqualTo(1);
        assertThat(again.jsonPath().getInt("stored")).isZero();

        tell(ofNever(order, refund, "SENT", "sent-" + order)).then().statusCode(200);
        worked(order);
        assertThat(status(order)).isEqualTo("ESCALATED");
    }

    /** The news come before the answer, and once more beside it: the refund is sent, with the bank's reference, once. */
    @ParameterizedTest
    @ValueSource(strings = {"tells-first", "tells-first-loses-answer", "tells-twice", "tells-twice-arrives-twice"})
    void newsBeforeAnAnswerAreTheAnswer(String steering) {
        String order = refunded(steering + "-never-arrives");
        statusBecomes(order, "SENT");
        worked(order);
        assertThat(status(order)).isEqualTo("SENT");
        assertThat(market.financials(order).getString("refunds[0].bankReference"))
                .startsWith("bank-");
        assertThat(made(order)).isEqualTo(1);
    }

    /** A20: whatever happens between us, the provider counts one refund. */
    @ParameterizedTest
    @ValueSource(strings = {"loses-answer", "arrives-twice", "loses-answer-arrives-twice", "unavailable-at-first"})
    void eachRefundIsSentOnceAsTheProviderCounts(String steering) {
        String order = refunded(steering);
        // Each failure doubles the wait before the next attempt.
        Market.eventually(() -> {
            Http.advance(Duration.ofMinutes(1));
            assertThat(status(order)).isEqualTo("ARRIVED");
        });
        assertThat(made(order)).isEqualTo(1);
        assertThat(count("select calls from sandbox_refund where payment_reference = ?", reference(order, steering)))
                .isGreaterThan(1);
    }

    /** News of a payment that nobody has told of yet are kept until somebody has. */
    @Test
    void newsMayComeBeforeTheirPayment() {
        String order = market.placed();
        String dispute = "early-" + order;
        tell(dispute(order, dispute, "OPENED")).then().statusCode(200);
        String known = "select count(*) from provider_news where news_id = ? and order_id is not null";
        assertThat(count(known, dispute)).isZero();
        market.pay(order, "pay-1", "29.90", reference(order, "plain")).then().statusCode(201);
        Market.eventually(() -> assertThat(count(known, dispute)).isEqualTo(1));
        worked(order);
    }

    /** However long ago it was told: whoever registers the payment has it worked off. */
    @Test
    void newsWaitForTheirPaymentAsLongAsItTakes() {
        String order = market.placed();
        String dispute = "long-ago-" + order;
        tell(dispute(order, dispute, "TAKEN")).then().statusCode(200);
        sql().run("update provider_news set received_at = received_at - interval '30 days' where news_id = ?", dispute);
        market.pay(order, "pay-1", "29.90", reference(order, "plain")).then().statusCode(201);
        assertThat(count("select count(*) from provider_news where news_id = ? and order_id is not null", dispute))
                .isEqualTo(1);
        worked(order);
        assertThat(market.financials(order).getString("chargedBack")).isEqualTo("29.90");
    }

    /** Others use the same account: what is theirs does not stand in the way of ours, however much it is. */
    @Test
    void newsOfOtherSystemsStandInNobodysWay() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", reference(order, "plain")).then().statusCode(201);
        String columns = "insert into provider_news (provider, news_id, happened_at, received_at, payment_references,"
                + " reference, refund_round, said, stage, amount, currency)";
        String now = Http.now().toString();
        sql().run(
                        columns + " select 'sandbox', ? || '-' || n, cast(? as timestamptz) - interval '1 hour',"
                                + " cast(? as timestamptz) - interval '1 hour', 'theirs-' || n, 'dispute-' || n, 0,"
                                + " 'DISPUTED', 'TAKEN', 100, 'EUR' from generate_series(1, 450) n",
                        "theirs-" + order,
                        now,
                        now);
        // As if it had been told at the moment at which its payment was registered.
        String crossed = "crossed-" + order;
        sql().run(
                        columns + " values ('sandbox', ?, cast(? as timestamptz), cast(? as timestamptz), ?, ?, 0,"
                                + " 'DISPUTED', 'TAKEN', 2990, 'EUR')",
                        crossed,
                        now,
                        now,
                        reference(order, "plain"),
                        "dp-" + order);
        Market.eventually(() -> assertThat(
                        count("select count(*) from provider_news where news_id = ? and order_id is not null", crossed))
                .isEqualTo(1));
        worked(order);
        assertThat(market.financials(order).getString("chargedBack")).isEqualTo("29.90");
        sql().run("delete from provider_news where news_id like ? || '-%'", "theirs-" + order);
    }

    /** A key of the form of ours is none of ours: somebody else's refund of our payment is told to staff, and that is all. */
    @Test
    void whatIsNoRefundOfOursIsToldToStaffOnce() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", reference(order, "plain")).then().statusCode(201);
        JsonObject foreign = ofNever(order, "by-hand-" + order, "SENT", "foreign-" + order)
                .put("payment", reference(order, "plain"))
                .put("key", UUID.randomUUID().toString());
        tell(foreign).then().statusCode(200);
        worked(order);
        assertThat(tell(foreign).jsonPath().getInt("stored")).isZero();
        worked(order);
        assertThat(actions(order)).containsOnlyOnce("payment.unexplained");
        assertThat(market.financials(order).getList("refunds")).isEmpty();
        assertThat(market.order(order).getString("refunded")).isEqualTo("0.00");
    }

    /** Adyen may name the payment's own reference: by their name for the refund it is ours all the same. */
    @Test
    void anotherKeyBesideTheirNameForOurRefundIsAboutOurRefund() {
        String order = refunded("never-arrives");
        Http.advance(Duration.ofHours(1));
        statusBecomes(order, "SENT");
        String refund = market.financials(order).getString("refunds[0].id");
        tell(ofNever(order, refund, "FAILED", "other-key-" + order)
                        .put("key", UUID.randomUUID().toString()))
                .then()
                .statusCode(200);
        statusBecomes(order, "ESCALATED");
    }

    /** What was told, and worked off, before anybody knew their name for the refund counts when it is asked about. */
    @Test
    void whatWasKeptBeforeAnythingFittedIsFoundByTheNextQuestion() {
        String order = refunded("never-sent");
        statusBecomes(order, "SUBMITTED");
        String refund = market.financials(order).getString("refunds[0].id");
        String now = Http.now().toString();
        sql().run(
                        "insert into provider_news (provider, news_id, order_id, happened_at, received_at,"
                                + " payment_references, reference, refund_round, said, sent_at, bank_reference)"
                                + " values ('sandbox', ?, ?, cast(? as timestamptz), cast(? as timestamptz), ?, ?, 0, 'SENT',"
                                + " cast(? as timestamptz), 'arn-kept')",
                        "kept-" + order,
                        order,
                        now,
                        now,
                        reference(order, "never-sent"),
                        "sandbox-" + refund,
                        now);
        Market.eventually(() -> {
            Http.advance(Duration.ofSeconds(5));
            assertThat(status(order)).isEqualTo("SENT");
        });
        assertThat(market.financials(order).getString("refunds[0].bankReference"))
                .isEqualTo("arn-kept");
        assertThat(made(order)).isEqualTo(1);
    }

    /** A20a: the end of the time to contest moves nothing that the bank has not taken, and loses what it has. */
    @Test
    void whatNobodyContestsIsLostIfTheBankHasIt() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", reference(order, "plain")).then().statusCode(201);
        told(order, "ended", "UNDEFENDED");
        assertThat(market.financials(order).getList("chargebacks")).isEmpty();
        told(order, "taken", "TAKEN");
        assertThat(market.financials(order).getList("chargebacks.state")).containsExactly("LOST");
        assertThat(market.financials(order).getString("chargedBack")).isEqualTo("29.90");
        told(order, "regained", "WON_FOR_GOOD");
        told(order, "late", "LOST");
        assertThat(market.financials(order).getList("chargebacks.state")).containsExactly("WON");
        told(order, "second", "LOST_FOR_GOOD");
        assertThat(market.financials(order).getList("chargebacks.state")).containsExactly("LOST");
        assertThat(waits(order)).isZero();
    }

    /** A20a: a dispute that names no dispute, or another currency, is told to staff and moves nothing. */
    @Test
    void aDisputeThatFitsNoPaymentIsToldToStaff() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", reference(order, "plain")).then().statusCode(201);
        tell(dispute(order, "dollars-" + order, "TAKEN").put("currency", "USD"))
                .then()
                .statusCode(200);
        tell(dispute(order, "nameless-" + order, "LOST").put("dispute", reference(order, "plain")))
                .then()
                .statusCode(200);
        worked(order);
        assertThat(actions(order).stream().filter("payment.unexplained"::equals))
                .hasSize(2);
        assertThat(market.financials(order).getList("chargebacks")).isEmpty();
    }

    /** A20a: what was told as a chargeback of one payment is none of another: staff look, and nobody asks for ever. */
    @Test
    void aDisputeThatIsKnownOfAnotherPaymentIsToldToStaff() {
        String order = market.placed();
        market.pay(order, "pay-1", "15.00", reference(order, "other")).then().statusCode(201);
        market.pay(order, "pay-2", "14.90", reference(order, "plain")).then().statusCode(201);
        tell(dispute(order, "first-" + order, "TAKEN")
                        .put("payment", reference(order, "other"))
                        .put("amount", "15.00"))
                .then()
                .statusCode(200);
        worked(order);
        tell(dispute(order, "second-" + order, "LOST").put("amount", "14.90"))
                .then()
                .statusCode(200);
        worked(order);
        assertThat(actions(order)).containsOnlyOnce("payment.unexplained");
        assertThat(market.financials(order).getString("chargedBack")).isEqualTo("15.00");
        assertThat(market.financials(order).getList("chargebacks.state")).containsExactly("OPENED");
    }

    /** P7, A20a: each word starts the wait anew; when none comes for the policy's time it is lost, and may still be won. */
    @Test
    void aChargebackOfWhichNobodyTellsTheEndIsLost() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", reference(order, "plain")).then().statusCode(201);
        told(order, "taken", "TAKEN");
        assertThat(count(
                        "select cast(extract(day from d.due_at - c.changed_at) as bigint) from deadline d"
                                + " join chargeback c on c.order_id = d.order_id"
                                + " where d.kind = 'CHARGEBACK_SILENT' and d.order_id = ?",
                        order))
                .isEqualTo(120);
        sql().run(
                        "update deadline set due_at = due_at - interval '119 days' where kind = 'CHARGEBACK_SILENT'"
                                + " and order_id = ?",
                        order);
        told(order, "documents", "OPENED");
        assertThat(count(
                        "select cast(extract(day from d.due_at - c.changed_at) as bigint) from deadline d"
                                + " join chargeback c on c.order_id = d.order_id"
                                + " where d.kind = 'CHARGEBACK_SILENT' and d.order_id = ?",
                        order))
                .isEqualTo(120);
        assertThat(market.financials(order).getList("chargebacks.state")).containsExactly("OPENED");

        sql().run(
                        "update deadline set due_at = due_at - interval '121 days' where kind = 'CHARGEBACK_SILENT'"
                                + " and order_id = ?",
                        order);
        Market.eventually(() -> {
            Http.advance(Duration.ofSeconds(1));
            assertThat(market.financials(order).getList("chargebacks.state")).containsExactly("LOST");
        });
        assertThat(Market.financialsOfStaff(order).getString("chargebacks[0].reason"))
                .contains("120 days");
        assertThat(actions(order)).containsOnlyOnce("payment.chargeback-lost");
        assertThat(waits(order)).isZero();
        told(order, "won", "WON");
        assertThat(market.financials(order).getList("chargebacks.state")).containsExactly("WON");
        assertThat(market.financials(order).getString("chargedBack")).isEqualTo("0.00");
    }

    /** A20a: what a bank takes is a chargeback, at the latest stage that was told, in whatever order it was. */
    @Test
    void aDisputeIsAChargebackOnceTheBankHasTheMoney() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", reference(order, "plain")).then().statusCode(201);
        told(order, "asked", "OPENED");
        assertThat(market.financials(order).getList("chargebacks")).isEmpty();
        told(order, "taken", "TAKEN");
        assertThat(market.financials(order).getString("chargedBack")).isEqualTo("29.90");
        assertThat(market.financials(order).getString("chargebacks[0].id")).isEqualTo("dp-" + order);
        told(order, "won", "WON");
        told(order, "late", "TAKEN");
        assertThat(market.financials(order).getString("chargedBack")).isEqualTo("0.00");
        assertThat(market.financials(order).getList("chargebacks.state")).containsExactly("WON");
    }

    private static JsonObject dispute(String order, String id, String stage) {
        return new JsonObject()
                .put("id", id)
                .put("at", Http.now().toString())
                .put("payment", reference(order, "plain"))
                .put("dispute", "dp-" + order)
                .put("amount", "29.90")
                .put("currency", "EUR")
                .put("stage", stage);
    }

    private void told(String order, String id, String stage) {
        tell(dispute(order, id + "-" + order, stage)).then().statusCode(200);
        worked(order);
    }

    /** A20b: they would say the same to the same key; what a person has tried once more is another one, too. */
    @Test
    void aDefiniteNoIsFollowedByAnotherRound() {
        String order = refunded("declined");
        Market.eventually(() -> {
            Http.advance(Duration.ofHours(1));
            assertThat(status(order)).isEqualTo("ESCALATED");
        });
        long rounds = made(order);
        assertThat(rounds).isGreaterThan(1);
        Http.as("lea", "lead")
                .post("/v1/refunds/" + market.financials(order).getString("refunds[0].id") + "/retry")
                .then()
                .statusCode(200);
        Market.eventually(() -> assertThat(made(order)).isEqualTo(rounds + 1));
    }

    /** A20b: what its provider sends after a person has paid it in another way has gone twice, and the ledger says so. */
    @Test
    void whatIsSentAfterItWasSettledIsBooked() {
        String order = refunded("never-sent");
        statusBecomes(order, "SUBMITTED");
        Http.advanceBusinessDays(10);
        statusBecomes(order, "ESCALATED");
        String refund = market.financials(order).getString("refunds[0].id");
        Http.as("lea", "lead")
                .body(Map.of("how", "Bank transfer", "reference", "TR-9"))
                .post("/v1/refunds/" + refund + "/settlement")
                .then()
                .statusCode(200);
        assertThat(count("select -provider from ledger_balance where order_id = ?", order))
                .isEqualTo(2_990);
        for (String id : List.of("after-all-", "and-again-")) {
            tell(ofNever(order, refund, "SENT", id + order).put("payment", reference(order, "never-sent")))
                    .then()
                    .statusCode(200);
            worked(order);
        }
        assertThat(status(order)).isEqualTo("SETTLED");
        assertThat(count("select provider from ledger_balance where order_id = ?", order))
                .isZero();
        assertThat(count("select settled from ledger_balance where order_id = ?", order))
                .isEqualTo(2_990);
        assertThat(count("select -platform from ledger_balance where order_id = ?", order))
                .isEqualTo(2_990);
        assertThat(Http.as("mod-1", "moderator")
                        .queryParam("subject", order)
                        .get("/v1/audit")
                        .jsonPath()
                        .getList("items.action"))
                .containsOnlyOnce("refund.contradicted");

        tell(ofNever(order, refund, "FAILED", "and-back-" + order).put("payment", reference(order, "never-sent")))
                .then()
                .statusCode(200);
        worked(order);
        assertThat(count("select -provider from ledger_balance where order_id = ?", order))
                .isEqualTo(2_990);
        assertThat(count("select platform from ledger_balance where order_id = ?", order))
                .isZero();
    }

    /** A20b: what its provider sends after a person has closed it was sent: ledger, order and page say so, and no more is left. */
    @Test
    void whatIsSentAfterItWasClosedIsSent() {
        String order = closed();
        String refund = market.financials(order).getString("refunds[0].id");
        for (String id : List.of("closed-", "closed-again-")) {
            sent(order, refund, id);
        }
        assertThat(status(order)).isEqualTo("SENT");
        JsonPath money = market.financials(order);
        assertThat(money.getString("refunded")).isEqualTo("29.90");
        assertThat(money.getString("sentBack")).isEqualTo("29.90");
        assertThat(money.getString("refundable")).isEqualTo("0.00");
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
        assertThat(count("select provider from ledger_balance where order_id = ?", order))
                .isZero();
        assertThat(count("select buyer + platform + escrow from ledger_balance where order_id = ?", order))
                .isZero();
        assertThat(goodwill(order, "0.01").statusCode()).isEqualTo(409);
        assertThat(actions(order)).containsOnlyOnce("refund.closed", "refund.contradicted", "refund.sent");

        tell(ofNever(order, refund, "FAILED", "closed-back-" + order).put("payment", reference(order, "never-sent")))
                .then()
                .statusCode(200);
        worked(order);
        assertThat(status(order)).isEqualTo("ESCALATED");
        assertThat(market.financials(order).getString("owed")).isEqualTo("29.90");
        assertThat(count("select -provider from ledger_balance where order_id = ?", order))
                .isEqualTo(2_990);
    }

    /** A20b: given back in another way meanwhile, it has gone twice: the marketplace's loss, of which a person is told. */
    @Test
    void whatIsSentAfterItWasClosedAndGivenBackHasGoneTwice() {
        String order = closed();
        String refund = market.financials(order).getString("refunds[0].id");
        assertThat(goodwill(order, "20.00").statusCode()).isEqualTo(201);
        for (String id : List.of("twice-", "twice-again-")) {
            sent(order, refund, id);
        }
        assertThat(status(order)).isEqualTo("CLOSED");
        JsonPath money = market.financials(order);
        assertThat(money.getString("refunds[0].explanation")).contains("were sent back", "all the same");
        assertThat(money.getString("refunded")).isEqualTo("20.00");
        assertThat(count("select provider from ledger_balance where order_id = ?", order))
                .isZero();
        assertThat(count("select buyer from ledger_balance where order_id = ?", order))
                .isEqualTo(2_000);
        assertThat(actions(order)).containsOnlyOnce("refund.contradicted");
    }

    /** Its provider has taken it, and a person has closed it. */
    private String closed() {
        String order = refunded("never-sent");
        statusBecomes(order, "SUBMITTED");
        Http.advanceBusinessDays(10);
        statusBecomes(order, "ESCALATED");
        Http.as("lea", "lead")
                .body(Map.of("reason", "The buyer has declined it"))
                .post("/v1/refunds/" + market.financials(order).getString("refunds[0].id") + "/closing")
                .then()
                .statusCode(200);
        return order;
    }

    private void sent(String order, String refund, String id) {
        tell(ofNever(order, refund, "SENT", id + order).put("payment", reference(order, "never-sent")))
                .then()
                .statusCode(200);
        worked(order);
    }

    private static Response goodwill(String order, String amount) {
        return Http.as("lea", "lead")
                .body(Map.of("amount", amount, "reason", "For the trouble"))
                .post("/v1/orders/" + order + "/refunds");
    }

    private String refunded(String steering) {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", reference(order, steering)).then().statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        return order;
    }

    private static String reference(String order, String steering) {
        return "ch_" + order + "-" + steering;
    }

    private static JsonObject ofNever(String order, String refund, String said, String id) {
        return news(reference(order, "never-arrives"), refund, said, id);
    }

    /** What the sandbox says of a refund of the payment that it knows under this reference. */
    static JsonObject news(String payment, String refund, String said, String id) {
        return new JsonObject()
                .put("id", id)
                .put("at", Http.now().toString())
                .put("payment", payment)
                .put("refund", "sandbox-" + refund)
                .put("key", refund)
                .put("said", said)
                .put("words", "the account is closed");
    }

    static Response tell(JsonObject news) {
        byte[] body = news.encode().getBytes(StandardCharsets.UTF_8);
        return post(body, HexFormat.of().formatHex(Hmac.of(body, SECRET)));
    }

    private static Response post(byte[] body, @Nullable String signature) {
        var request = Http.anonymous().body(body);
        return (signature == null ? request : request.header("Sandbox-Signature", signature))
                .post("/v1/webhooks/payments/sandbox");
    }

    private String status(String order) {
        return market.financials(order).getString("refunds[0].status");
    }

    private void statusBecomes(String order, String status) {
        Market.eventually(() -> assertThat(status(order)).isEqualTo(status));
    }

    /** Until all that was told of the order was worked off. */
    private void worked(String order) {
        Market.eventually(() -> assertThat(
                        count("select count(*) from deadline where kind = 'HEAR_PROVIDER' and order_id = ?", order))
                .isZero());
    }

    /** What runs until a chargeback of it counts as lost. */
    private long waits(String order) {
        return count("select count(*) from deadline where kind = 'CHARGEBACK_SILENT' and order_id = ?", order);
    }

    private static List<String> actions(String order) {
        return Http.as("mod-1", "moderator")
                .queryParam("subject", order)
                .get("/v1/audit")
                .jsonPath()
                .getList("items.action", String.class);
    }

    private PlainSql sql() {
        return new PlainSql(source);
    }

    private long made(String order) {
        return count(
                "select count(*) from sandbox_refund where made_at is not null and payment_reference like ?",
                "ch_" + order + "-%");
    }

    private long count(String sql, String value) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
