package dev.countermand.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.database.Purge;
import dev.countermand.database.Retention;
import dev.countermand.database.Sessions;
import dev.countermand.kernel.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is old goes, what is needed stays, and there is room for what comes. Each test has a century of its own. */
@QuarkusTest
class RetentionTest {

    @Inject
    Sessions sessions;

    @Inject
    Purge purge;

    @Inject
    Config config;

    @Inject
    DataSource source;

    /** The partitions of everybody's present went with the others. */
    @AfterEach
    void presentIsThere() {
        job(Http.now()).tick().await().indefinitely();
    }

    @Test
    void partitionsAreThereBeforeTheyAreNeeded() {
        tick("2150-11-26T12:00:00Z");
        assertThat(partitions("outbox_event"))
                .contains("outbox_event_2150_11", "outbox_event_2150_12", "outbox_event_2151_01")
                .doesNotContain("outbox_event_2151_02");
        assertThat(partitions("audit_entry"))
                .contains("audit_entry_2150_01", "audit_entry_2151_01", "audit_entry_2152_01");

        assertThat(partitionOf(event("2150-11-01T00:00:00Z", 1L))).isEqualTo("outbox_event_2150_11");
        assertThat(partitionOf(event("2150-12-31T23:59:59.999Z", 2L))).isEqualTo("outbox_event_2150_12");
        assertThat(partitionOf(event("2151-01-01T00:00:00Z", 3L))).isEqualTo("outbox_event_2151_01");
        assertThat(partitionOf(event("2151-06-01T00:00:00Z", 4L))).isEqualTo("outbox_event_default");
    }

    @Test
    void replicasThatTickAtOnceDoNoHarm() {
        String order = Market.fresh("order");
        for (int year = 2200; year < 2205; year++) {
            Instant now = Instant.parse(year + "-03-15T00:00:00Z");
            event(year + "-03-10T00:00:00Z", null);
            carrierEvent(order, "e" + year, now.minus(Duration.ofDays(500)));
            List<Uni<Void>> replicas =
                    Stream.generate(() -> job(now).tick()).limit(4).toList();
            Uni.join().all(replicas).andFailFast().await().indefinitely();
            assertThat(partitions("outbox_event"))
                    .contains("outbox_event_" + year + "_04", "outbox_event_" + year + "_05")
                    .doesNotContain("outbox_event_" + (year - 1) + "_04");
            assertThat(carrierEvents(order)).isEmpty();
        }
    }

    @Test
    void aPeriodThatHasBegunInTheDefaultPartitionStaysThere() {
        UUID numbered = event("2250-05-03T00:00:00Z", 5L);
        UUID unnumbered = event("2250-05-04T00:00:00Z", null);
        tick("2250-05-05T00:00:00Z");
        assertThat(partitions("outbox_event"))
                .contains("outbox_event_2250_06", "outbox_event_2250_07")
                .doesNotContain("outbox_event_2250_05");
        assertThat(partitionOf(numbered)).isEqualTo("outbox_event_default");

        tick("2250-12-05T00:00:00Z");
        assertThat(ids("outbox_event", numbered)).isEmpty();
        assertThat(ids("outbox_event", unnumbered))
                .as("nobody has read what has no position")
                .hasSize(1);
    }

    @Test
    void eventsGoByTheMonthAndReadersGoOnBehindThem() {
        tick("2300-01-15T00:00:00Z");
        UUID january = event("2300-01-15T00:00:00Z", null);
        UUID march = event("2300-03-01T00:00:00Z", null);
        tick("2300-07-31T00:00:00Z");
        assertThat(ids("outbox_event", january)).as("waits for its position").hasSize(1);

        long position = positionOf(january);
        tick("2300-07-30T00:00:00Z");
        assertThat(partitions("outbox_event"))
                .doesNotContain("outbox_event_2300_01")
                .contains("outbox_event_2300_03");
        assertThat(ids("outbox_event", january)).isEmpty();
        assertThat(ids("outbox_event", march)).hasSize(1);

        List<Integer> behind = Http.as("mp", "service")
                .get("/v1/events?after=" + (position - 1))
                .then()
                .statusCode(200)
                .extract()
                .path("items.position");
        assertThat(behind).as("from the first that is still there").isNotEmpty().doesNotContain((int) position);
    }

    @Test
    void auditIsKeptForTenYears() {
        tick("2350-06-01T00:00:00Z");
        UUID old = audit("2350-06-01T00:00:00Z");
        UUID young = audit("2351-06-01T00:00:00Z");
        tick("2360-12-01T00:00:00Z");
        assertThat(ids("audit_entry", old)).hasSize(1);

        tick("2361-01-15T00:00:00Z");
        assertThat(ids("audit_entry", old)).isEmpty();
        assertThat(ids("audit_entry", young)).hasSize(1);
    }

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

        job(later).tick().await().indefinitely();
        assertThat(Stream.of(number, ended, nobodys))
                .allMatch(parcel -> !carrierEvents(parcel).isEmpty());

        sql().run(
                        "update orders set closed_at = cast(? as timestamptz) where order_id = ?",
                        now.plus(Duration.ofDays(10)).toString(),
                        closed);
        job(later.plus(Duration.ofDays(2))).tick().await().indefinitely();
        assertThat(carrierEvents(number)).hasSize(1);
        assertThat(carrierEvents(ended)).as("closed less than that ago").hasSize(1);
        assertThat(carrierEvents(nobodys)).isEmpty();

        job(later.plus(Duration.ofDays(20))).tick().await().indefinitely();
        assertThat(carrierEvents(number)).hasSize(1);
        assertThat(carrierEvents(ended)).isEmpty();
    }

    @Test
    void theLastSweepOfEachKindStays() {
        Instant now = Http.now().plus(Period.ofDays(10));
        UUID full = sweep("FULL", now.plusSeconds(1));
        UUID older = sweep("INCREMENTAL", now.plusSeconds(2));
        UUID last = sweep("INCREMENTAL", now.plusSeconds(3));

        job(now.plus(Duration.ofDays(89))).tick().await().indefinitely();
        assertThat(ids("sweep", older)).hasSize(1);

        job(now.plus(Duration.ofDays(91))).tick().await().indefinitely();
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

    private RetentionJob job(Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        Retention retention = new Retention(config, clock);
        return new RetentionJob(new Partitions(sessions, purge, retention), new OldRows(purge, retention), clock);
    }

    private void tick(String now) {
        job(Instant.parse(now)).tick().await().indefinitely();
    }

    private List<String> partitions(String table) {
        return sql().ask("select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass", table);
    }

    private String partitionOf(UUID event) {
        return sql().ask("select tableoid::regclass::text from outbox_event where id = ?", event)
                .getFirst();
    }

    private List<String> ids(String table, UUID id) {
        return sql().ask("select id from " + table + " where id = ?", id);
    }

    /** Positions below those that the relay gives out: they are somebody else's only where there was nobody. */
    private UUID event(String time, Long position) {
        Instant at = Instant.parse(time);
        UUID id = Ids.next(at);
        sql().run(
                        "insert into outbox_event (id, position, type, subject, time, data)"
                                + " values (?, ?, 'dev.countermand.order.placed.v1', 'orders/old', ?, '{}')",
                        id,
                        position == null ? null : -position,
                        time(at));
        return id;
    }

    /** As the relay gives it to all that wait: asking for events asks for that. */
    private long positionOf(UUID event) {
        Http.as("mp", "service").get("/v1/events?after=0&limit=1").then().statusCode(200);
        return Long.parseLong(sql().ask("select position from outbox_event where id = ?", event)
                .getFirst());
    }

    private UUID audit(String time) {
        Instant at = Instant.parse(time);
        UUID id = Ids.next(at);
        sql().run(
                        "insert into audit_entry (id, subject, object, action, at, actor, role, details)"
                                + " values (?, 'old', 'orders/old', 'order.placed', ?, 'mp', 'service', '{}')",
                        id,
                        time(at));
        return id;
    }

    private void carrierEvent(String number, String id, Instant received) {
        sql().run(
                        "insert into carrier_event (carrier, tracking_number, event_id, status, occurred_at, received_at)"
                                + " values ('ups', ?, ?, 'LABEL_CREATED', ?, ?)",
                        number,
                        id,
                        time(received),
                        time(received));
    }

    private List<String> carrierEvents(String number) {
        return sql().ask("select event_id from carrier_event where tracking_number = ?", number);
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

    private PlainSql sql() {
        return new PlainSql(source);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
