package dev.countermand.fraud.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.database.Sessions;
import dev.countermand.demo.DevClock;
import dev.countermand.fraud.profile.Profiles;
import dev.countermand.policy.document.Documents;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sweeps in ranges, with the service's own jobs standing still. */
@QuarkusTest
class SweepRangesTest {

    private static final int ORDERS = 200;

    @Inject
    SweepRunner runner;

    @Inject
    SweepProgress progress;

    @Inject
    RangeLeases leases;

    @Inject
    RangeWork work;

    @Inject
    Profiles profiles;

    @Inject
    Sessions sessions;

    @Inject
    DevClock clock;

    @Inject
    InstantSource time;

    @Inject
    Scheduler scheduler;

    @Inject
    DataSource source;

    private final String run = Market.fresh("swept");
    private SweptMarket database;

    @BeforeEach
    void layOrders() {
        scheduler.pause();
        database = new SweptMarket(source);
        await(runner.drain());
        // Whatever others left is nobody's any more: what is counted here is this test's.
        database.run("update shipment set settled = true");
        String template = Market.open().shipped();
        database.run("update shipment set settled = true");
        Instant declared = clock.instant().minus(Duration.ofDays(12));
        for (int i = 0; i < ORDERS; i++) {
            String order = order(i);
            // Every second one never moves.
            database.lay(
                    template,
                    order,
                    new JsonObject().put("version", 0),
                    new JsonObject()
                            .put("settled", false)
                            .put("tracking_number", order)
                            .put("number_valid", true)
                            .put("declared_at", declared.toString())
                            .put("changed_at", declared.toString())
                            .put(
                                    "accepted_at",
                                    i % 2 == 0 ? null : declared.plusSeconds(60).toString()));
        }
    }

    @AfterEach
    void everybodyWorksAgain() {
        database.run("update shipment set settled = true where order_id like ?", run + "%");
        scheduler.resume();
    }

    /** Two replicas share a sweep: each range is done once, and its counts are those of the rows. */
    @Test
    void twoRunnersShareTheRangesOfOneSweep() {
        String sweep = request(Map.of("mode", "FULL"));
        assertThat(view(sweep).getInt("rangesTotal")).isZero();
        await(sessions.inTransaction(() -> progress.begin(clock.instant())));
        JsonPath begun = view(sweep);
        assertThat(begun.getString("status")).isEqualTo("RUNNING");
        assertThat(begun.getInt("rangesTotal")).isEqualTo(5);
        List<Integer> ranges = await(Uni.join()
                .all(new ArrayList<>(List.of(another().drain(), another().drain())))
                .andFailFast());
        assertThat(ranges.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
        assertThat(database.ask(
                        "select distinct fencing_token || status from sweep_range where sweep_id = ?", id(sweep)))
                .containsExactly("1DONE");
        JsonPath done = view(sweep);
        assertThat(done.getString("status")).isEqualTo("DONE");
        assertThat(done.getInt("rangesDone")).isEqualTo(5);
        assertThat(done.getInt("examined")).isEqualTo(ORDERS);
        assertThat(done.getInt("found")).isEqualTo(ORDERS / 2).isEqualTo((int) findings(sweep));
        assertThat(done.getInt("frozen")).isEqualTo(ORDERS / 2);
        assertThat(database.ask(
                        "select distinct count(*) from outbox_event where order_id like ?"
                                + " and type = 'dev.countermand.order.frozen.v1' group by order_id",
                        run + "%"))
                .containsExactly("1");
        assertThat(database.ask("select sweep_id::text from sweep_shared where sweep_id = ?", id(sweep)))
                .isEmpty();
    }

    /** Fencing: whoever lost the lease in the middle writes nothing more. */
    @Test
    void whoLostHisLeaseWritesNothing() {
        String sweep = request(Map.of("mode", "FULL"));
        await(sessions.inTransaction(() -> progress.begin(clock.instant())));
        RangeLease lost = await(sessions.inTransaction(() -> leases.claim(clock.instant())));
        clock.advance(Duration.ofMinutes(2));
        RangeLease taken = await(sessions.inTransaction(() -> leases.claim(clock.instant())));
        assertThat(taken.no()).isEqualTo(lost.no());
        assertThat(taken.fencingToken()).isEqualTo(lost.fencingToken() + 1);
        assertThatThrownBy(() -> await(run(lost))).isInstanceOf(RangeLease.LostException.class);
        assertThat(findings(sweep)).isZero();
        await(run(taken));
        await(runner.drain());
        assertThat(findings(sweep)).isEqualTo(ORDERS / 2);
        assertThat(view(sweep).getInt("found")).isEqualTo(ORDERS / 2);
        assertThat(view(sweep).getInt("examined")).isEqualTo(ORDERS);
    }

    /** What has changed or come due since the last sweep, and what that touches; everything after new rules. */
    @Test
    void anIncrementalSweepLooksAtWhatHasChanged() {
        String full = request(Map.of("mode", "FULL"));
        await(runner.drain());
        assertThat(view(full).getString("status")).isEqualTo("DONE");
        clock.advance(Duration.ofMinutes(30));
        // One that is new, and one under the same number.
        database.lay(
                order(3),
                run + "-new",
                new JsonObject(),
                new JsonObject()
                        .put("declared_at", clock.instant().toString())
                        .put("changed_at", clock.instant().toString()));
        String incremental = request(Map.of());
        await(runner.drain());
        JsonPath view = view(incremental);
        assertThat(view.getString("mode")).isEqualTo("INCREMENTAL");
        assertThat(view.getString("since")).isNotNull();
        assertThat(view.getInt("examined")).isEqualTo(2);

        database.run(
                "insert into detector_setting (code, version, candidate, mode, thresholds, set_at, set_by)"
                        + " values ('NONE', 1, false, 'OFF', '{}', ?, 'test')",
                java.sql.Timestamp.from(clock.instant()));
        try {
            String afterNewRules = request(Map.of("dryRun", true));
            await(runner.drain());
            assertThat(view(afterNewRules).getString("mode")).isEqualTo("FULL");
            assertThat(view(afterNewRules).getInt("examined")).isEqualTo(ORDERS + 1);
        } finally {
            database.run("delete from detector_setting where code = 'NONE'");
        }
    }

    /** Whatever changed at one moment or one after the other lies in one range, and what did not in none. */
    @Test
    void whatHasChangedIsCutByTheMomentsOfItsChanges() {
        request(Map.of("mode", "FULL"));
        await(runner.drain());
        clock.advance(Duration.ofMinutes(30));
        Instant changed = clock.instant();
        int moved = 37;
        int together = 12;
        for (int i = 0; i < moved; i++) {
            // Some together, as a batch of a carrier's events has them.
            database.run(
                    "update shipment set changed_at = ? where order_id = ?",
                    java.sql.Timestamp.from(changed.plusMillis(Math.max(0, i - together))),
                    order(i));
        }
        clock.advance(Duration.ofMinutes(1));
        String incremental = request(Map.of());
        await(runner.drain());
        assertThat(view(incremental).getInt("examined")).isEqualTo(moved);
        assertThat(database.ask("select examined::text from sweep_range where sweep_id = ?", id(incremental)))
                .hasSizeGreaterThan(1)
                .allSatisfy(examined -> assertThat(Integer.parseInt(examined)).isLessThan(moved));
    }

    /** What nobody touches comes due. */
    @Test
    void anIncrementalSweepLooksAtWhatHasComeDue() {
        database.run(
                "update shipment set declared_at = ?, changed_at = ? where order_id like ?",
                java.sql.Timestamp.from(clock.instant().minus(Duration.ofHours(30))),
                java.sql.Timestamp.from(clock.instant().minus(Duration.ofHours(30))),
                run + "%");
        request(Map.of("mode", "FULL"));
        await(runner.drain());
        // Five business days after the declaration, whatever is free (F1).
        Instant now = clock.instant();
        clock.advance(Duration.between(
                now, Documents.policy("aliexpress").businessDays().plus(now, 5)));
        String incremental = request(Map.of());
        await(runner.drain());
        assertThat(view(incremental).getString("mode")).isEqualTo("INCREMENTAL");
        assertThat(findings(incremental)).isEqualTo(ORDERS / 2);
    }

    /** Shipments of orders that have ended do not pile up. */
    @Test
    void whatHasEndedIsSetAside() {
        database.run("update orders set closed_at = now() where order_id like ?", run + "%5");
        String dry = request(Map.of("mode", "FULL", "dryRun", true));
        await(runner.drain());
        assertThat(settled()).isZero();
        String sweep = request(Map.of("mode", "FULL"));
        await(runner.drain());
        assertThat(settled()).isEqualTo(ORDERS / 10);
        assertThat(view(sweep).getInt("examined")).isEqualTo(view(dry).getInt("examined"));
        assertThat(view(sweep).getInt("frozen")).isEqualTo(view(dry).getInt("frozen"));
    }

    /** One order that nobody understands: the others are judged, and the sweep says so and counts as no sweep. */
    @Test
    void aSweepThatCouldNotJudgeAllHasFailed() {
        String last = "select max(finished_at)::text from sweep where status = 'DONE' and not dry_run";
        List<String> before = database.ask(last);
        database.run("update orders set policy_version = 999 where order_id = ?", order(0));
        String sweep = request(Map.of("mode", "FULL"));
        await(runner.drain());
        JsonPath view = view(sweep);
        assertThat(view.getString("status")).isEqualTo("FAILED");
        assertThat(view.getString("failure")).contains(order(0)).contains("999");
        assertThat(database.ask("select order_id from orders where frozen and order_id like '" + run + "%'"))
                .hasSize(ORDERS / 2 - 1)
                .doesNotContain(order(0));
        assertThat(database.ask(last)).isEqualTo(before);
    }

    @Test
    void thePastIsJudgedAsAWhole() {
        Http.as("mod-1", "moderator")
                .body(Map.of("mode", "INCREMENTAL", "dryRun", true, "asOf", "2026-01-01T00:00:00Z"))
                .post("/v1/sweeps")
                .then()
                .statusCode(400);
    }

    private Uni<Void> run(RangeLease lease) {
        return work.run(lease, Uni.createFrom()::voidItem);
    }

    private SweepRunner another() {
        return new SweepRunner(sessions, progress, leases, work, profiles, time, 2);
    }

    private String request(Map<String, Object> body) {
        return Http.as("mod-1", "moderator")
                .body(body)
                .post("/v1/sweeps")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static JsonPath view(String sweep) {
        return Http.as("mod-1", "moderator")
                .get("/v1/sweeps/" + sweep)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long findings(String sweep) {
        return database.count(
                "select count(*) from finding where found_by = ? and order_id like ?", "sweeps/" + sweep, run + "%");
    }

    private long settled() {
        return database.count("select count(*) from shipment where order_id like ? and settled", run + "%");
    }

    private String order(int number) {
        return run + "-" + (1_000 + number);
    }

    private static UUID id(String text) {
        return UUID.fromString(text);
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofMinutes(1));
    }
}
