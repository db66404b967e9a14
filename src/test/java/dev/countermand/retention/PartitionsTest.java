package dev.countermand.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.kernel.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** There is room for what comes, and what is old goes as a whole. Each test has a century of its own. */
@QuarkusTest
class PartitionsTest extends RetentionSteps {

    @Test
    void partitionsAreThereBeforeTheyAreNeeded() {
        tick("2150-11-26T12:00:00Z");
        assertThat(partitions("outbox_event"))
                .contains("outbox_event_2150_11", "outbox_event_2150_12", "outbox_event_2151_01")
                .doesNotContain("outbox_event_2151_02");
        assertThat(partitions("audit_entry"))
                .contains("audit_entry_2150_01", "audit_entry_2151_01", "audit_entry_2152_01");

        assertThat(partitionOf(numbered("2150-11-01T00:00:00Z", 1))).isEqualTo("outbox_event_2150_11");
        assertThat(partitionOf(numbered("2150-12-31T23:59:59.999Z", 2))).isEqualTo("outbox_event_2150_12");
        assertThat(partitionOf(numbered("2151-01-01T00:00:00Z", 3))).isEqualTo("outbox_event_2151_01");
        assertThat(partitionOf(numbered("2151-06-01T00:00:00Z", 4))).isEqualTo("outbox_event_default");
    }

    @Test
    void replicasThatTickAtOnceDoNoHarm() {
        String order = Market.fresh("order");
        for (int year = 2200; year < 2205; year++) {
            Instant now = Instant.parse(year + "-03-15T00:00:00Z");
            event(year + "-03-10T00:00:00Z");
            carrierEvent(order, "e" + year, now.minus(Duration.ofDays(500)));
            List<Uni<Void>> replicas =
                    Stream.generate(() -> job(now).tick()).limit(4).toList();
            Uni.join().all(replicas).andFailFast().await().indefinitely();
            tick(now);
            assertThat(partitions("outbox_event"))
                    .contains("outbox_event_" + year + "_04", "outbox_event_" + year + "_05")
                    .doesNotContain("outbox_event_" + (year - 1) + "_04");
            assertThat(carrierEvents(order)).isEmpty();
        }
    }

    @Test
    void aPeriodThatHasBegunInTheDefaultPartitionStaysThere() {
        pauseTheRelay();
        UUID numbered = numbered("2250-05-03T00:00:00Z", 5);
        UUID unnumbered = event("2250-05-04T00:00:00Z");
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
        pauseTheRelay();
        UUID january = event("2300-01-15T00:00:00Z");
        UUID march = event("2300-03-01T00:00:00Z");
        tick("2300-07-31T00:00:00Z");
        assertThat(ids("outbox_event", january)).as("waits for its position").hasSize(1);

        long position = positionOf(january);
        tick("2300-07-30T00:00:00Z");
        assertThat(ids("outbox_event", january))
                .as("180 days from the month's end")
                .hasSize(1);
        tick("2300-07-31T00:00:00Z");
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

    private List<String> partitions(String table) {
        return sql().ask("select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass", table);
    }

    private String partitionOf(UUID event) {
        return sql().ask("select tableoid::regclass::text from outbox_event where id = ?", event)
                .getFirst();
    }

    /** Positions below those that the relay gives out. */
    private UUID numbered(String time, long position) {
        return insert(time, Long.toString(-position));
    }

    private UUID event(String time) {
        return insert(time, "null");
    }

    private UUID insert(String time, String position) {
        Instant at = Instant.parse(time);
        UUID id = Ids.next(at);
        sql().run(
                        "insert into outbox_event (id, position, type, subject, time, data) values (?, " + position
                                + ", 'dev.countermand.order.placed.v1', 'orders/old', ?, '{}')",
                        id,
                        time(at));
        return id;
    }

    /** What waits for a position goes on waiting. A tick that has begun is over once events were asked for. */
    private void pauseTheRelay() {
        scheduler.pause("outbox");
        Http.as("mp", "service").get("/v1/events?limit=1").then().statusCode(200);
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
}
