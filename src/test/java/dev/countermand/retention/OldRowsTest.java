package dev.countermand.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.kernel.Ids;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is old goes, unless it is needed. */
@QuarkusTest
class OldRowsTest extends RetentionSteps {

    /** Whatever their age: the parcel's state is worked out from all of them when another comes. */
    @Test
    void carrierEventsOfAnOpenOrderStay() {
        String open = Market.open().shipped();
        String closed = Market.open().shipped();
        String number = number(open);
        String ended = number(closed);
        String nobodys = Market.fresh("nobodys");
        Instant now = Http.now();
        Instant later = now.plus(Duration.ofDays(399));
        sql().run("update orders set closed_at = cast(? as timestamptz) where order_id = ?", now.toString(), closed);
        Stream.of(number, ended, nobodys).forEach(parcel -> carrierEvent(parcel, "old", now));

        tick(later);
        assertThat(Stream.of(number, ended, nobodys))
                .allMatch(parcel -> !carrierEvents(parcel).isEmpty());

        sql().run(
                        "update orders set closed_at = cast(? as timestamptz) where order_id = ?",
                        now.plus(Duration.ofDays(10)).toString(),
                        closed);
        tick(later.plus(Duration.ofDays(2)));
        assertThat(carrierEvents(number)).hasSize(1);
        assertThat(carrierEvents(ended)).as("closed less than that ago").hasSize(1);
        assertThat(carrierEvents(nobodys)).isEmpty();

        tick(later.plus(Duration.ofDays(20)));
        assertThat(carrierEvents(number)).hasSize(1);
        assertThat(carrierEvents(ended)).isEmpty();
    }

    @Test
    void theLastSweepOfEachKindStays() {
        Instant now = Http.now().plus(Period.ofDays(10));
        UUID full = sweep("FULL", now.plusSeconds(1));
        UUID older = sweep("INCREMENTAL", now.plusSeconds(2));
        UUID last = sweep("INCREMENTAL", now.plusSeconds(3));

        tick(now.plus(Duration.ofDays(89)));
        assertThat(ids("sweep", older)).hasSize(1);

        tick(now.plus(Duration.ofDays(91)));
        assertThat(ids("sweep", older)).isEmpty();
        assertThat(sql().ask("select status from sweep_range where sweep_id = ?", older))
                .isEmpty();
        assertThat(ids("sweep", full)).hasSize(1);
        assertThat(ids("sweep", last)).hasSize(1);
        assertThat(sql().ask("select status from sweep_range where sweep_id = ?", last))
                .hasSize(1);
        // Others would go on from a sweep that nobody has made.
        sql().run("delete from sweep_range where sweep_id in (?, ?)", full, last);
        sql().run("delete from sweep where id in (?, ?)", full, last);
    }

    /** A26: what waits for its turn stays, however old. */
    @Test
    void bulkDecisionsGoOnceNothingOfThemWaits() {
        Instant now = Http.now();
        String order = Market.open().shipped();
        UUID reviewCase = reviewCase(order, now);
        UUID done = bulk(order, reviewCase, "DONE", now);
        UUID waiting = bulk(order, reviewCase, "PENDING", now);

        tick(now.plus(Duration.ofDays(399)));
        assertThat(ids("bulk_decision", done)).hasSize(1);
        tick(now.plus(Duration.ofDays(401)));
        assertThat(ids("bulk_decision", done)).isEmpty();
        assertThat(sql().ask("select status from bulk_item where order_id = ?", order))
                .containsExactly("PENDING");
        assertThat(ids("bulk_decision", waiting)).hasSize(1);
        sql().run("update bulk_item set status = 'SKIPPED' where bulk_id = ?", waiting);
        tick(now.plus(Duration.ofDays(401)));
        assertThat(ids("bulk_decision", waiting)).isEmpty();
    }

    /** Nobody gets a golden case twice: who has had one that is given stays known. */
    @Test
    void secondReviewsGoUnlessOfAGoldenCaseThatIsGiven() {
        Instant now = Http.now();
        String order = Market.open().shipped();
        UUID reviewCase = reviewCase(order, now);
        UUID second = review(order, reviewCase, "SECOND", now);
        UUID golden = review(order, reviewCase, "GOLDEN", now);
        sql().run(
                        "insert into golden_case (order_id, case_id, verdict, because, set_by, set_at)"
                                + " values (?, ?, 'RELEASE', 'So says the post', 'lea', ?)",
                        order,
                        reviewCase,
                        time(now));

        tick(now.plus(Duration.ofDays(399)));
        assertThat(ids("case_review", second)).hasSize(1);
        tick(now.plus(Duration.ofDays(401)));
        assertThat(ids("case_review", second)).isEmpty();
        assertThat(ids("case_review", golden)).hasSize(1);
        sql().run("update golden_case set ended_at = ? where case_id = ?", time(now), reviewCase);
        tick(now.plus(Duration.ofDays(401)));
        assertThat(ids("case_review", golden)).isEmpty();
    }

    private UUID reviewCase(String order, Instant now) {
        UUID id = Ids.next(now);
        sql().run(
                        "insert into review_case (order_id, id, seller_id, status, score, amount, currency, reason,"
                                + " opened_at, due_at, version)"
                                + " select order_id, ?, seller_id, 'CLOSED', 1, 1, 'EUR', 'MANUAL', ?, ?, 0 from orders"
                                + " where order_id = ?",
                        id,
                        time(now),
                        time(now),
                        order);
        return id;
    }

    private UUID bulk(String order, UUID reviewCase, String status, Instant asked) {
        UUID id = Ids.next(asked);
        sql().run(
                        "insert into bulk_decision (id, verdict, statement, asked_by, asked_as, asked_at, version)"
                                + " values (?, 'RELEASE', 'Looked at', 'mod-1', 'MODERATOR', ?, 0)",
                        id,
                        time(asked));
        sql().run(
                        "insert into bulk_item (order_id, case_id, bulk_id, status, version) values (?, ?, ?, ?, 0)",
                        order,
                        reviewCase,
                        id,
                        status);
        return id;
    }

    private UUID review(String order, UUID reviewCase, String kind, Instant now) {
        UUID id = Ids.next(now);
        sql().run(
                        "insert into case_review (order_id, case_id, id, kind, asked_at, first_verdict, first_by, reviewer,"
                                + " verdict, statement, decided_at)"
                                + " values (?, ?, ?, ?, ?, 'RELEASE', 'mod-1', 'mod-2', 'RELEASE', 'So say I', ?)",
                        order,
                        reviewCase,
                        id,
                        kind,
                        time(now),
                        time(now));
        return id;
    }

    private UUID sweep(String mode, Instant done) {
        UUID id = Ids.next(done);
        sql().run(
                        "insert into sweep (id, status, mode, dry_run, requested_by, requested_at, started_at, finished_at)"
                                + " values (?, 'DONE', ?, false, 'test', ?, ?, ?)",
                        id,
                        mode,
                        time(done),
                        time(done),
                        time(done));
        sql().run("insert into sweep_range (sweep_id, no, first_order, status) values (?, 1, '', 'DONE')", id);
        return id;
    }

    private String number(String order) {
        return sql().ask("select tracking_number from shipment where order_id = ?", order)
                .getFirst();
    }
}
