package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Hmac;
import io.quarkus.test.junit.QuarkusTest;
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
        byte[] body = news("o", "r", "FAILED", "n-1").encode().getBytes(StandardCharsets.UTF_8);
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

        JsonObject failed = news(order, refund, "FAILED", "failed-" + order);
        tell(failed).then().statusCode(200);
        statusBecomes(order, "ESCALATED");
        Response again = tell(failed);
        again.then().statusCode(200);
        assertThat(again.jsonPath().getInt("news")).isEqualTo(1);
        assertThat(again.jsonPath().getInt("stored")).isZero();

        tell(news(order, refund, "SENT", "sent-" + order)).then().statusCode(200);
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
            tell(news(order, refund, "SENT", id + order).put("payment", reference(order, "never-sent")))
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

        tell(news(order, refund, "FAILED", "and-back-" + order).put("payment", reference(order, "never-sent")))
                .then()
                .statusCode(200);
        worked(order);
        assertThat(count("select -provider from ledger_balance where order_id = ?", order))
                .isEqualTo(2_990);
        assertThat(count("select platform from ledger_balance where order_id = ?", order))
                .isZero();
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

    private JsonObject news(String order, String refund, String said, String id) {
        return new JsonObject()
                .put("id", id)
                .put("at", Http.now().toString())
                .put("payment", reference(order, "never-arrives"))
                .put("refund", "sandbox-" + refund)
                .put("key", refund)
                .put("said", said)
                .put("words", "the account is closed");
    }

    private static Response tell(JsonObject news) {
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
