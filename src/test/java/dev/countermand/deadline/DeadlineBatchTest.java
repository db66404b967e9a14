package dev.countermand.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Desk;
import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.database.Sessions;
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
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many deadlines in one transaction, with the service's own jobs standing still. */
@QuarkusTest
class DeadlineBatchTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration UNPAID = Duration.ofDays(20);

    @Inject
    DeadlineRunner runner;

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
        scheduler.resume();
    }

    /** A1, A25: what cannot be done now is left alone, and the others of its batch are done in one transaction. */
    @Test
    void frozenEndedAndLockedOrdersHoldNobodyUp() throws SQLException {
        List<String> free = List.of(market.placed(), market.placed(), market.placed());
        String frozen = market.placed();
        String ended = market.placed();
        String locked = market.placed();
        clock.advance(UNPAID);
        List<Deadline> claimed = await(claims.claim(Lane.RULES, DeadlineRunner.CLAIMED, DeadlineClaims.CLAIM));
        assertThat(claimed).hasSize(6);
        freeze(frozen);
        market.ask(ended).then().statusCode(201);
        try (Connection somebody = source.getConnection()) {
            somebody.setAutoCommit(false);
            try (var lock = somebody.prepareStatement("select from orders where order_id = ? for update")) {
                lock.setString(1, locked);
                lock.execute();
            }
            List<Deadline> busy = await(sessions.inTransaction(() -> unpaid().fireAll(claimed)));
            assertThat(busy).extracting(Deadline::orderId).containsExactly(locked);
            await(claims.againSoon(busy));
            somebody.rollback();
        }
        assertThat(free).allSatisfy(this::closedOnce);
        assertThat(database.ask("select distinct closed_at from orders where order_id = any(?)", (Object) array(free)))
                .hasSize(1);
        assertThat(market.order(frozen).getString("status")).isEqualTo("PLACED");
        assertThat(market.order(frozen).getBoolean("deadlines[0].paused")).isTrue();
        assertThat(market.order(ended).getString("status")).isEqualTo("CANCELLED");
        assertThat(market.order(locked).getString("status")).isEqualTo("PLACED");
        clock.advance(DeadlineClaims.BUSY);
        await(runner.drain());
        closedOnce(locked);
    }

    /** A1: while a payment is verified the order is looked at again later. */
    @Test
    void anOrderWhosePaymentIsVerifiedIsLookedAtAgain() {
        String order = market.placed();
        database.run("update orders set status = 'PAYMENT_VERIFYING' where order_id = ?", order);
        clock.advance(UNPAID);
        await(runner.drain());
        assertThat(market.order(order).getString("status")).isEqualTo("PAYMENT_VERIFYING");
        assertThat(market.order(order).getList("deadlines.kind")).containsExactly("CLOSE_UNPAID");
        database.run("update orders set status = 'PLACED' where order_id = ?", order);
        clock.advance(Duration.ofDays(30));
        await(runner.drain());
        closedOnce(order);
    }

    /** A1: the batch with a bad one is undone and done one by one; the bad one waits, and says why. */
    @Test
    void oneThatFailsNeitherHoldsUpNorLosesTheOthers() {
        List<String> good = List.of(market.placed(), market.placed(), market.placed());
        String bad = market.placed();
        // Looked up because the payment is being verified; there is no such version.
        database.run("update orders set policy_version = 999, status = 'PAYMENT_VERIFYING' where order_id = ?", bad);
        clock.advance(UNPAID);
        await(runner.drain());
        assertThat(good).allSatisfy(this::closedOnce);
        assertThat(database.ask("select attempts from deadline where order_id = ?", bad))
                .containsExactly("1");
        assertThat(database.ask("select last_failure from deadline where order_id = ?", bad)
                        .getFirst())
                .contains("999");
        database.run("update orders set policy_version = 1, status = 'PLACED' where order_id = ?", bad);
        clock.advance(DeadlineClaims.FIRST_RETRY);
        await(runner.drain());
        closedOnce(bad);
    }

    /** A1: one transaction for each order, as a distributed database wants it. */
    @Test
    void aBatchOfOneIsATransactionForEachOrder() {
        List<String> orders = List.of(market.placed(), market.placed());
        clock.advance(UNPAID);
        await(new DeadlineRunner(sessions, claims, handlers, 1).drain());
        assertThat(orders).allSatisfy(this::closedOnce);
        assertThat(database.ask(
                        "select distinct xmin::text from orders where order_id = any(?)", (Object) array(orders)))
                .hasSize(2);
    }

    /** A1: whoever is there, each fires once. */
    @Test
    void twoRunnersAtOnceFireEachOnce() {
        List<String> orders = database.copies(market.placed(), 500);
        clock.advance(UNPAID);
        List<DeadlineRunner> runners = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            runners.add(new DeadlineRunner(sessions, claims, handlers, 40));
        }
        List<Integer> fired = await(
                Uni.join().all(runners.get(0).drain(), runners.get(1).drain()).andFailFast());
        assertThat(fired).allSatisfy(count -> assertThat(count).isPositive());
        assertThat(fired.stream().mapToInt(count -> count).sum()).isEqualTo(501);
        assertThat(orders).allSatisfy(this::closedOnce);
    }

    /** A18: escrow is released in batches, and the parcels are nobody's any more. */
    @Test
    void escrowIsReleasedInOneTransaction() {
        List<String> orders = List.of(delivered(), delivered());
        clock.advance(Duration.ofDays(30));
        await(runner.drain());
        for (String order : orders) {
            assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
            assertThat(told(order, "order.completed")).isEqualTo(1);
        }
        assertThat(database.ask(
                        "select distinct closed_at from orders where order_id = any(?)", (Object) array(orders)))
                .hasSize(1);
        assertThat(database.ask(
                        "select distinct settled::text from shipment where order_id = any(?)", (Object) array(orders)))
                .containsExactly("true");
    }

    /** An idle tick is one statement, and that is one look-up in the index, however many deadlines lie ahead. */
    @ParameterizedTest
    @EnumSource(Lane.class)
    void anIdleTickIsOneLookUp(Lane lane) {
        String order = market.placed();
        database.run(
                "insert into deadline (order_id, id, kind, subject, due_at) select ?, gen_random_uuid(),"
                        + " 'CLOSE_UNPAID', number::text, now() + interval '100 years' + number * interval '1 second'"
                        + " from generate_series(1, 20000) number",
                order);
        database.run("analyze deadline");
        String statement = DeadlineClaims.statement(lane, DeadlineRunner.CLAIMED)
                .replace(":now", "$1")
                .replace(":until", "$2");
        assertThat(database.planForAnyMoments(statement))
                .contains("Index Scan using deadline_due on deadline", "Index Scan using deadline_pkey")
                .doesNotContain("Seq Scan");
        String before = database.ask("select clock_timestamp()::text").getFirst();
        if (lane == Lane.RULES) {
            assertThat(await(runner.drain())).isZero();
        } else {
            // Refunds of other tests are asked about every second: one may be due, and is let go at once.
            await(claims.claim(lane, 1, Duration.ZERO));
        }
        List<String> sent = database.ask(
                "select query from pg_stat_activity where query_start > cast(? as timestamptz)"
                        + " and pid <> pg_backend_pid() and state = 'idle' and backend_type = 'client backend'",
                before);
        // A transaction around it would show as the COMMIT that came last.
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst()).startsWith("with due as materialized");
        database.run("delete from deadline where order_id = ?", order);
    }

    private BatchDeadlineHandler unpaid() {
        return (BatchDeadlineHandler) handlers.of(DeadlineKind.CLOSE_UNPAID);
    }

    private String delivered() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", clock.instant()).then().statusCode(200);
        Market.scan(number, "DELIVERED", clock.instant()).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
        return order;
    }

    private static void freeze(String order) {
        Desk.freeze(order, "A tip from the police");
    }

    private void closedOnce(String order) {
        assertThat(database.ask("select status || version from orders where order_id = ?", order))
                .containsExactly("CLOSED_UNPAID1");
        assertThat(told(order, "order.closed")).isEqualTo(1);
        assertThat(database.ask("select id::text from deadline where order_id = ?", order))
                .isEmpty();
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
