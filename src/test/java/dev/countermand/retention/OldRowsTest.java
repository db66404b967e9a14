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
