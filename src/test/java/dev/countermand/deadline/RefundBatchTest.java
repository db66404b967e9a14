package dev.countermand.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.database.Sessions;
import dev.countermand.deadline.BatchJobHandler.Answered;
import dev.countermand.deadline.BatchJobHandler.Call;
import dev.countermand.demo.DevClock;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A22: many refunds are handed over and asked about together, with the service's own ticks standing still. */
@QuarkusTest
class RefundBatchTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static final int MANY = 24;

    @Inject
    JobRunner runner;

    @Inject
    DeadlineClaims claims;

    @Inject
    DeadlineHandlers handlers;

    @Inject
    Sessions sessions;

    @Inject
    DevClock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    DataSource source;

    @Inject
    SilentProvider silent;

    private final Market market = Market.open();
    private DueDatabase database;

    @BeforeEach
    void nobodyElseWorks() {
        database = new DueDatabase(source);
        scheduler.pause();
        // What other tests have left is none of the business of these.
        database.run("update deadline set due_at = due_at + interval '1000 years'");
        Http.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void everybodyWorksAgain() {
        silent.breakOffAndAnswerFromNowOn();
        scheduler.resume();
    }

    /** A20, A22: few transactions for many, and each is told once for each step and booked once. */
    @Test
    void manyAreSubmittedAndSentAndArriveTogether() {
        List<String> orders = refunded(MANY);
        await(runner.drain());
        assertThat(orders).allSatisfy(order -> {
            assertThat(status(order)).isEqualTo("SUBMITTED");
            assertThat(running(order))
                    .contains("CHECK_REFUND", "ESCALATE_REFUND")
                    .doesNotContain("SUBMIT_REFUND");
            assertThat(told(order, "refund.submitted")).isEqualTo(1);
        });
        assertThat(moments("submitted_at", orders)).hasSizeLessThan(MANY);

        clock.advance(Duration.ofMillis(2_500));
        await(runner.drain());
        assertThat(orders).allSatisfy(order -> assertThat(status(order)).isEqualTo("SENT"));
        assertThat(database.ask(
                        "select distinct amount::text from ledger_transfer where order_id = any(?)"
                                + " and cause = 'REFUND_SENT'",
                        (Object) array(orders)))
                .containsExactly("2990");
        assertThat(database.ask(
                        "select order_id from ledger_transfer where order_id = any(?) and cause = 'REFUND_SENT'",
                        (Object) array(orders)))
                .containsExactlyInAnyOrderElementsOf(orders);
        assertThat(database.ask(
                        "select distinct provider::text || ' ' || buyer from ledger_balance where order_id = any(?)",
                        (Object) array(orders)))
                .containsExactly("0 0");

        clock.advance(Duration.ofSeconds(10));
        await(runner.drain());
        assertThat(orders).allSatisfy(order -> {
            assertThat(status(order)).isEqualTo("ARRIVED");
            assertThat(running(order)).isEmpty();
            assertThat(told(order, "refund.sent")).isEqualTo(1);
            assertThat(told(order, "refund.arrived")).isEqualTo(1);
            assertThat(calls(order)).isEqualTo(1);
        });
    }

    /** A20b: what the provider refuses is tried again, and the others of its batch have gone. */
    @Test
    void oneThatIsRefusedHoldsUpNoOther() {
        List<String> orders = refunded(MANY);
        String refused = refunded("sandbox", "refused");
        await(runner.drain());
        assertThat(orders).allSatisfy(order -> assertThat(status(order)).isEqualTo("SUBMITTED"));
        assertThat(status(refused)).isEqualTo("FAILED");
        assertThat(running(refused)).contains("SUBMIT_REFUND").doesNotContain("CHECK_REFUND");
        assertThat(told(refused, "refund.failed")).isEqualTo(1);
    }

    /** A20b: what cannot be written waits and says why; the answers of the others are written, and asked for once. */
    @Test
    void oneThatCannotBeWrittenHoldsUpNoOther() {
        List<String> orders = refunded(MANY);
        String bad = refunded("sandbox", "plain");
        // Its refund is read without its order, which cannot be: there is no such version.
        database.run("update orders set policy_version = 999 where order_id = ?", bad);
        await(runner.drain());
        assertThat(orders).allSatisfy(order -> {
            assertThat(status(order)).isEqualTo("SUBMITTED");
            assertThat(calls(order)).isEqualTo(1);
        });
        assertThat(status(bad)).isEqualTo("REQUESTED");
        assertThat(database.ask("select last_failure from deadline where order_id = ? and kind = 'SUBMIT_REFUND'", bad)
                        .getFirst())
                .contains("999");
        database.run("update orders set policy_version = 1 where order_id = ?", bad);
        clock.advance(DeadlineClaims.FIRST_RETRY);
        await(runner.drain());
        assertThat(status(bad)).isEqualTo("SUBMITTED");
        assertThat(made(bad)).isEqualTo(1);
    }

    /** An order that somebody holds is not waited for; it comes again, and the provider makes the refund once (A20). */
    @Test
    void anOrderThatSomebodyHoldsHoldsUpNoOther() throws SQLException {
        List<String> orders = refunded(MANY);
        String held = refunded("sandbox", "plain");
        try (Connection somebody = source.getConnection()) {
            somebody.setAutoCommit(false);
            try (var lock = somebody.prepareStatement("select from orders where order_id = ? for update")) {
                lock.setString(1, held);
                lock.execute();
            }
            await(runner.drain());
            assertThat(orders).allSatisfy(order -> assertThat(status(order)).isEqualTo("SUBMITTED"));
            assertThat(status(held)).isEqualTo("REQUESTED");
            somebody.rollback();
        }
        clock.advance(DeadlineClaims.BUSY);
        await(runner.drain());
        assertThat(status(held)).isEqualTo("SUBMITTED");
        assertThat(told(held, "refund.submitted")).isEqualTo(1);
        assertThat(made(held)).isEqualTo(1);
    }

    /** A20: whoever is there, each is handed over once. */
    @Test
    void twoReplicasAtOnceHandEachOverOnce() {
        List<String> orders = refunded(2 * MANY);
        List<Integer> done =
                await(Uni.join().all(replica(4).drain(), replica(4).drain()).andFailFast());
        // What other tests have left behind is worked off beside them, and counts as done, too.
        assertThat(done).allSatisfy(count -> assertThat(count).isPositive());
        assertThat(orders).allSatisfy(order -> {
            assertThat(status(order)).isEqualTo("SUBMITTED");
            assertThat(told(order, "refund.submitted")).isEqualTo(1);
            assertThat(calls(order)).isEqualTo(1);
        });
    }

    /** A20: a claim that has run out is another's, too; both call, the provider makes one refund, and one answer is written. */
    @Test
    void whatTwoReplicasHaveClaimedIsWrittenOnce() {
        List<String> orders = refunded(MANY);
        List<Deadline> claimed = await(claims.claim(Lane.JOBS, MANY, DeadlineClaims.CLAIM));
        assertThat(claimed).hasSize(MANY);
        List<Deadline> backwards = claimed.reversed();
        await(Uni.join()
                .all(
                        carryOut((BatchJobHandler<?>) handlers.of(DeadlineKind.SUBMIT_REFUND), claimed),
                        carryOut((BatchJobHandler<?>) handlers.of(DeadlineKind.SUBMIT_REFUND), backwards))
                .andFailFast());
        assertThat(orders).allSatisfy(order -> {
            assertThat(status(order)).isEqualTo("SUBMITTED");
            assertThat(told(order, "refund.submitted")).isEqualTo(1);
            assertThat(calls(order)).isEqualTo(2);
            assertThat(made(order)).isEqualTo(1);
        });
    }

    /** Who was killed behind the call has lost nothing: it is called again, and made and told once (A20). */
    @Test
    void anAnswerThatNobodyWroteIsAskedForAgain() {
        List<String> orders = refunded(MANY);
        BatchJobHandler<?> handler = (BatchJobHandler<?>) handlers.of(DeadlineKind.SUBMIT_REFUND);
        List<Deadline> claimed = await(claims.claim(Lane.JOBS, MANY, DeadlineClaims.CLAIM));
        await(answers(handler, claimed));
        assertThat(orders).allSatisfy(order -> assertThat(status(order)).isEqualTo("REQUESTED"));
        clock.advance(DeadlineClaims.CLAIM);
        await(runner.drain());
        assertThat(orders).allSatisfy(order -> {
            assertThat(status(order)).isEqualTo("SUBMITTED");
            assertThat(told(order, "refund.submitted")).isEqualTo(1);
            assertThat(calls(order)).isEqualTo(2);
            assertThat(made(order)).isEqualTo(1);
        });
    }

    /** A22: calls that hang keep the answers of nobody else from being written. */
    @Test
    void aProviderWhoHangsHoldsUpNoOther() {
        List<String> hanging = new ArrayList<>();
        for (int i = 0; i < JobRunner.WIDTH - 2; i++) {
            hanging.add(refunded(SilentProvider.NAME, "hangs"));
        }
        silent.sayNothing();
        List<String> orders = refunded(MANY);
        CompletableFuture<Integer> drained = runner.drain().subscribeAsCompletionStage();
        Market.eventually(() ->
                assertThat(orders).allSatisfy(order -> assertThat(status(order)).isNotEqualTo("REQUESTED")));
        assertThat(silent.waiting()).isEqualTo(hanging.size());
        assertThat(drained).isNotDone();
        silent.breakOffAndAnswerFromNowOn();
        assertThat(drained).succeedsWithin(A_MINUTE);
        assertThat(hanging)
                .allSatisfy(order -> assertThat(told(order, "refund.failed")).isEqualTo(1));
    }

    /** One transaction for each order, as a distributed database wants it. */
    @Test
    void aBatchOfOneIsATransactionForEachOrder() {
        List<String> orders = refunded(3);
        await(replica(1).drain());
        assertThat(orders).allSatisfy(order -> assertThat(status(order)).isEqualTo("SUBMITTED"));
        assertThat(database.ask(
                        "select distinct xmin::text from refund where order_id = any(?)", (Object) array(orders)))
                .hasSize(3);
    }

    private JobRunner replica(int batch) {
        return new JobRunner(sessions, claims, handlers, clock, Duration.ofSeconds(10), batch);
    }

    private static <A> Uni<List<Answered<A>>> answers(BatchJobHandler<A> handler, List<Deadline> claimed) {
        return handler.read(claimed)
                .chain(calls -> Uni.join()
                        .all(calls.stream().map(RefundBatchTest::answer).toList())
                        .andFailFast());
    }

    private static <A> Uni<Answered<A>> answer(Call<A> call) {
        return call.call().get().map(said -> new Answered<>(call.deadline(), said));
    }

    /** As often as somebody else has an order at that moment. */
    private static <A> Uni<Integer> carryOut(BatchJobHandler<A> handler, List<Deadline> claimed) {
        return answers(handler, claimed).chain(answered -> writeAll(handler, answered));
    }

    private static <A> Uni<Integer> writeAll(BatchJobHandler<A> handler, List<Answered<A>> answered) {
        return handler.writeAll(answered)
                .chain(left -> left.isEmpty() ? Uni.createFrom().item(0) : writeAll(handler, left));
    }

    private List<String> refunded(int count) {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(refunded("sandbox", "plain"));
        }
        return orders;
    }

    /** A paid and cancelled order whose refund goes to this provider. */
    private String refunded(String provider, String steering) {
        return market.refundedBy(provider, order -> "ch_" + order + "-" + steering);
    }

    private String status(String order) {
        return database.ask("select status from refund where order_id = ?", order)
                .getFirst();
    }

    private List<String> running(String order) {
        return database.ask("select kind from deadline where order_id = ? order by kind", order);
    }

    private List<String> moments(String column, List<String> orders) {
        return database.ask(
                "select distinct " + column + "::text from refund where order_id = any(?)", (Object) array(orders));
    }

    private int calls(String order) {
        return number(
                "select calls from sandbox_refund where key = any(select id::text from refund where order_id = ?)",
                order);
    }

    private int made(String order) {
        return number(
                "select count(made_at) from sandbox_refund where payment_reference like 'ch\\_' || ? || '-%'", order);
    }

    private int number(String question, String order) {
        return Integer.parseInt(database.ask(question, order).getFirst());
    }

    private int told(String order, String what) {
        List<String> events = database.ask(
                "select type from outbox_event where order_id = ? and type = ?",
                order,
                "dev.countermand." + what + ".v1");
        assertThat(database.ask("select action from audit_entry where subject = ? and action = ?", order, what))
                .hasSameSizeAs(events);
        return events.size();
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(A_MINUTE);
    }
}
