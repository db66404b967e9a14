package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.payment.provider.FickleProvider;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A20, A20b: refunds whose provider cannot be called, or was called and has not answered. Nobody decides on what may have been
 * made, nothing waits for ever, and nothing is sent twice.
 */
@QuarkusTest
class RefundTasksTest {

    private static final int TRIES = 6;

    private final Market market = Market.open();

    @Inject
    FickleProvider fickle;

    @Inject
    DataSource source;

    @Inject
    Scheduler scheduler;

    @AfterEach
    void everybodyIsThereAgain() {
        fickle.comeBack();
        scheduler.resume();
    }

    /** A paid and cancelled order whose refund goes to a provider who does what the reference says. */
    private String refunded(String fate) {
        return market.refundedBy(FickleProvider.NAME, order -> reference(order, fate));
    }

    private static String reference(String order, String fate) {
        return "ch_" + order + "-" + fate;
    }

    private String status(String order) {
        return market.financials(order).getString("refunds[0].status");
    }

    private String refund(String order) {
        return market.financials(order).getString("refunds[0].id");
    }

    private static JsonPath seenByStaff(String order) {
        return Market.financialsOfStaff(order);
    }

    private void becomes(String order, String status) {
        // Each failure doubles the wait before the next attempt.
        Market.eventually(() -> {
            Http.advance(Duration.ofMinutes(1));
            assertThat(status(order)).isEqualTo(status);
        });
    }

    /** Its provider cannot be called until it is before a person. */
    private String neverHandedOver() {
        fickle.goAway();
        String order = refunded("plain");
        Http.advanceBusinessDays(3);
        becomes(order, "ESCALATED");
        return order;
    }

    private Response act(String order, String what, Map<String, Object> body) {
        return Http.as("lea", "lead").body(body).post("/v1/refunds/" + refund(order) + "/" + what);
    }

    private static String code(Response response) {
        return response.then().statusCode(409).extract().path("code");
    }

    private static Response chargeback(String order, String state) {
        return Http.as("shop", "service")
                .body(Map.of("id", "cb-1", "amount", "29.90", "state", state, "reason", "Goods not received"))
                .post("/v1/orders/" + order + "/payments/pay-1/chargebacks");
    }

    private List<String> ask(String column, String order) {
        return new PlainSql(source).ask("select " + column + "::text from refund where order_id = ?", order);
    }

    /** A20b: it may have been made; whoever decides must have looked, and says so. */
    @Test
    void nobodyDecidesOnWhatMayHaveBeenMade() {
        String order = refunded("lost-unknowable");
        becomes(order, "ESCALATED");
        assertThat(seenByStaff(order).getBoolean("refunds[0].outcomeUnknown")).isTrue();
        assertThat(market.financials(order).getString("refunds[0].outcomeUnknown"))
                .isNull();
        Map<String, Object> paid = Map.of("how", "Bank transfer", "reference", "TR-1");
        Map<String, Object> given = Map.of("reason", "The buyer has declined it");
        assertThat(code(act(order, "settlement", paid))).isEqualTo("REFUND_OUTCOME_UNKNOWN");
        assertThat(code(act(order, "closing", given))).isEqualTo("REFUND_OUTCOME_UNKNOWN");
        Response retried = Http.as("lea", "lead").post("/v1/refunds/" + refund(order) + "/retry");
        assertThat(code(retried)).isEqualTo("REFUND_OUTCOME_UNKNOWN");
        assertThat(retried.jsonPath().getString("detail")).contains("notAtProvider");
        assertThat(status(order)).isEqualTo("ESCALATED");

        act(order, "settlement", Map.of("how", "Bank transfer", "reference", "TR-1", "notAtProvider", true))
                .then()
                .statusCode(200);
        assertThat(status(order)).isEqualTo("SETTLED");
        assertThat(new PlainSql(source).ask("select not_at_provider::text from refund_act where order_id = ?", order))
                .containsExactly("true");
    }

    /** A20b: what is found with its provider is theirs, and nobody decides on it any more. */
    @Test
    void whatIsFoundIsSubmitted() {
        String order = refunded("lost-found");
        becomes(order, "SUBMITTED");
        assertThat(market.order(order).getString("owed")).isEqualTo("0.00");
        assertThat(seenByStaff(order).getString("refunds[0].reference")).startsWith("fickle-");
        assertThat(seenByStaff(order).getString("refunds[0].decideBy")).isNull();
        assertThat(Market.audited(order)).containsOnlyOnce("refund.escalated").containsOnlyOnce("refund.submitted");
        assertThat(code(act(order, "closing", Map.of("reason", "The buyer has declined it"))))
                .isEqualTo("REFUND_NOT_ESCALATED");
    }

    /** A20b: what is missing there was not made. */
    @Test
    void whatIsMissingMayBeDecidedUpon() {
        String order = refunded("lost-missing");
        becomes(order, "ESCALATED");
        Market.eventually(() -> {
            Http.advance(Duration.ofMinutes(1));
            assertThat(seenByStaff(order).getString("refunds[0].providerWords")).contains("does not have it");
        });
        assertThat(seenByStaff(order).getString("refunds[0].outcomeUnknown")).isNull();
        act(order, "closing", Map.of("reason", "The buyer has declined it"))
                .then()
                .statusCode(200);
        assertThat(status(order)).isEqualTo("CLOSED");
    }

    /** A20b: nobody was called, so it waits before a person, and goes as soon as they are back, once. */
    @Test
    void whatCannotBeHandedOverIsBeforeAPersonAndGoesAllTheSame() {
        String order = neverHandedOver();
        assertThat(ask("coalesce(handed_over_at::text, 'never')", order)).containsExactly("never");
        assertThat(fickle.calls(reference(order, "plain"))).isZero();
        assertThat(market.order(order).getString("owed")).isEqualTo("29.90");
        assertThat(seenByStaff(order).getString("refunds[0].outcomeUnknown")).isNull();
        assertThat(seenByStaff(order).getString("refunds[0].decideBy")).isNotNull();
        fickle.comeBack();
        becomes(order, "SUBMITTED");
        assertThat(ask("handed_over_round", order)).containsExactly("0");
        assertThat(fickle.calls(reference(order, "plain"))).isEqualTo(1);
        assertThat(market.order(order).getString("owed")).isEqualTo("0.00");
        assertThat(Market.audited(order)).containsOnlyOnce("refund.escalated").containsOnlyOnce("refund.submitted");
    }

    /** A20: whoever is first, what is closed is not sent, and what is sent is not closed. */
    @Test
    void closedWhileItsProviderComesBackItGoesOnceOrNever() {
        fickle.goAway();
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            orders.add(refunded("plain"));
        }
        Http.advanceBusinessDays(3);
        orders.forEach(order -> becomes(order, "ESCALATED"));
        CompletableFuture<Void> back = CompletableFuture.runAsync(() -> {
            fickle.comeBack();
            Http.advance(Duration.ofMinutes(1));
        });
        for (String order : orders) {
            assertThat(act(order, "closing", Map.of("reason", "The buyer has declined it"))
                            .statusCode())
                    .isIn(200, 409);
        }
        back.join();
        for (String order : orders) {
            Market.eventually(() -> {
                Http.advance(Duration.ofMinutes(1));
                assertThat(status(order)).isIn("CLOSED", "SUBMITTED");
            });
            assertThat(fickle.calls(reference(order, "plain")))
                    .isEqualTo(status(order).equals("CLOSED") ? 0 : 1);
        }
    }

    /** A20: its round has ended between its reading and the call, which is not made: it goes once, in the next round. */
    @Test
    void nobodyIsCalledForARoundThatIsOver() {
        String order = market.refundedBy(FickleProvider.NAME, id -> {
            String payment = reference(id, "plain");
            fickle.meanwhile(
                    payment,
                    () -> new PlainSql(source).run("update refund set round = round + 1 where order_id = ?", id));
            return payment;
        });
        becomes(order, "SUBMITTED");
        assertThat(seenByStaff(order).getString("refunds[0].reference")).endsWith(refund(order) + ".1");
        assertThat(ask("handed_over_round", order)).containsExactly("1");
        assertThat(fickle.calls(reference(order, "plain"))).isEqualTo(1);
    }

    /**
     * A20, A22: sent, not confirmed as arrived, and tried once more when its provider has forgotten its key and cannot be asked:
     * it has left all the same, and is neither owed nor given back a second time.
     */
    @Test
    void whatWasSentIsOutAlsoWhenItIsTriedAgain() {
        String order = refunded("sent");
        becomes(order, "SENT");
        Http.advanceBusinessDays(11);
        becomes(order, "ESCALATED");
        scheduler.pause();
        fickle.forget();
        Http.as("lea", "lead")
                .post("/v1/refunds/" + refund(order) + "/retry")
                .then()
                .statusCode(200);
        JsonPath tried = market.financials(order);
        assertThat(tried.getString("refunds[0].sentAt")).isNotNull();
        assertThat(tried.getString("refunds[0].explanation")).contains("were sent back", "once more");
        assertThat(tried.getString("sentBack")).isEqualTo("29.90");
        scheduler.resume();
        becomes(order, "ESCALATED");
        assertThat(seenByStaff(order).getString("refunds[0].providerWords")).contains("no longer knows its key");
        assertThat(fickle.calls(reference(order, "sent"))).isEqualTo(1);
        assertThat(market.order(order).getString("owed")).isEqualTo("0.00");
        assertThat(code(act(order, "closing", Map.of("reason", "The buyer has declined it"))))
                .isEqualTo("REFUND_WAS_SENT");
        JsonPath money = market.financials(order);
        assertThat(money.getString("refunds[0].explanation")).contains("were sent back");
        assertThat(money.getString("owed")).isEqualTo("0.00");
        assertThat(money.getString("sentBack")).isEqualTo("29.90");
        assertThat(money.getString("refundable")).isEqualTo("0.00");

        // Nor where the row has forgotten it: the ledger has it out.
        assertThat(new PlainSql(source).run("update refund set sent_at = null where order_id = ?", order))
                .isEqualTo(1);
        assertThat(code(act(order, "closing", Map.of("reason", "The buyer has declined it"))))
                .isEqualTo("REFUND_WAS_SENT");
    }

    /** A20b: its provider is being called at this moment. */
    @ParameterizedTest
    @ValueSource(strings = {"settlement", "closing", "retry"})
    void nobodyDecidesOnWhatIsBeingHandedOver(String what) {
        String order = neverHandedOver();
        scheduler.pause();
        Map<String, Object> body = switch (what) {
            case "settlement" -> Map.of("how", "Bank transfer", "reference", "TR-1");
            case "closing" -> Map.of("reason", "The buyer has declined it");
            default -> Map.of();
        };
        String claimed = "update deadline set claimed_until = %s where order_id = ? and kind = 'SUBMIT_REFUND'";
        PlainSql sql = new PlainSql(source);
        assertThat(sql.run(claimed.formatted("due_at + interval '100 years'"), order))
                .isEqualTo(1);
        assertThat(code(act(order, what, body))).isEqualTo("REFUND_UNDER_WAY");
        assertThat(sql.run(claimed.formatted("null"), order)).isEqualTo(1);
        act(order, what, body).then().statusCode(200);
    }

    /** A20b, P7: a task has a due date, after which it is overdue, once. */
    @Test
    void aTaskThatNobodyDecidesIsOverdue() {
        String order = refunded("lost-unknowable");
        becomes(order, "ESCALATED");
        assertThat(seenByStaff(order).getString("refunds[0].overdueSince")).isNull();
        assertThat(Market.audited(order)).doesNotContain("refund.overdue");
        Http.advanceBusinessDays(3);
        Market.eventually(() -> assertThat(seenByStaff(order).getString("refunds[0].overdueSince"))
                .isNotNull());
        Http.advanceBusinessDays(3);
        assertThat(Market.audited(order)).containsOnlyOnce("refund.overdue");
        assertThat(market.financials(order).getString("refunds[0].overdueSince"))
                .isNull();
        act(order, "closing", Map.of("reason", "The buyer has declined it", "notAtProvider", true))
                .then()
                .statusCode(200);
        assertThat(seenByStaff(order).getString("refunds[0].overdueSince")).isNull();
        assertThat(seenByStaff(order).getString("refunds[0].decideBy")).isNull();
    }

    /** A20a: tried again, it may have been made before, so that a chargeback does not stop it: what goes twice is shown. */
    @Test
    void whatWasBegunIsStoppedByNoChargeback() {
        String order = refunded("lost-missing");
        becomes(order, "ESCALATED");
        scheduler.pause();
        fickle.goAway();
        Http.as("lea", "lead")
                .queryParam("notAtProvider", true)
                .post("/v1/refunds/" + refund(order) + "/retry")
                .then()
                .statusCode(200);
        chargeback(order, "OPENED").then().statusCode(201);
        assertThat(status(order)).isNotEqualTo("CLOSED");
        assertThat(seenByStaff(order).getString("payments[0].goneTwice")).isEqualTo("29.90");
    }

    /** A20a: what nobody has begun to hand over is stopped by one, also before a person, and goes on when it is won. */
    @Test
    void whatNobodyHasBegunIsStoppedByAChargeback() {
        String order = neverHandedOver();
        scheduler.pause();
        // Whoever had it at this moment has put it off by now.
        Market.eventually(() -> assertThat(new PlainSql(source)
                        .ask(
                                "select count(*)::text from deadline where order_id = ? and kind = 'SUBMIT_REFUND'"
                                        + " and claimed_until is null",
                                order))
                .containsExactly("1"));
        chargeback(order, "OPENED").then().statusCode(201);
        assertThat(status(order)).isEqualTo("CLOSED");
        assertThat(market.order(order).getString("chargedBack")).isEqualTo("29.90");
        fickle.comeBack();
        scheduler.resume();
        chargeback(order, "WON").then().statusCode(200);
        becomes(order, "SUBMITTED");
        assertThat(fickle.calls(reference(order, "plain"))).isEqualTo(1);
    }
}
