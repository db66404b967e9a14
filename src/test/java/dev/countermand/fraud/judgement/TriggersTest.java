package dev.countermand.fraud.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.detector.Detectors;
import dev.countermand.detector.Facts;
import dev.countermand.detector.Finding;
import dev.countermand.detector.Rule;
import dev.countermand.fraud.sweep.SweepMode;
import dev.countermand.policy.catalogue.Policies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * F: at the event, at the deadline and in the sweep the same facts are judged the same. Every story is lived twice at the
 * same moments; one twin keeps its deadlines and what events found, the other loses both and is left to sweeps.
 */
@QuarkusTest
class TriggersTest {

    private static final int STORIES = 9;
    private static final Duration STEP = Duration.ofHours(37);
    private static final int KEPT = 0;
    private static final int LEFT_TO_SWEEPS = 1;
    private static final String SWEEPS = "sweeps/%";

    /** F1 to F7, F9 and F10: what the stories are drawn for, and each run has to find. */
    private static final List<String> PROVOKED = List.of(
            "NO_CARRIER_MOVEMENT",
            "SHIPPED_TO_BLOCK",
            "NUMBER_REUSED",
            "NUMBER_INVALID",
            "SCAN_BEFORE_ORDER",
            "WRONG_DESTINATION",
            "IMPOSSIBLE_SPEED",
            "WRONG_ORIGIN",
            "EVIDENCE_REUSED");

    /**
     * F8, F11, F12; docs/adr/0016: what an incremental sweep does not notice since no shipment changes. A full one has to find
     * them.
     */
    private static final List<String> NOT_NOTICED = List.of("SELLER_PATTERN", "COERCED_REASON", "FOREIGN_SHIPPER");

    @Inject
    DataSource source;

    @Inject
    FindingJson json;

    @Inject
    Policies policies;

    /** With these seeds everything that a story can draw is drawn. */
    @ParameterizedTest
    @CsvSource({"2, FULL", "10232, INCREMENTAL"})
    void eventsDeadlinesAndSweepsAgree(long seed, SweepMode mode) throws SQLException {
        // The stories are as long as five business days with one weekend.
        Http.advanceToOrdinaryDays(14);
        Random random = new Random(seed);
        List<TwinStory> stories = new ArrayList<>();
        for (int i = 0; i < STORIES; i++) {
            stories.add(new TwinStory(random, mode == SweepMode.FULL));
        }
        // An incremental one goes on from one that was done under the rules in force.
        sweep(SweepMode.FULL);
        for (int step = 0; step < TwinStory.STEPS; step++) {
            for (TwinStory story : stories) {
                story.step(step);
            }
            List<String> left = stories.stream()
                    .flatMap(story -> story.orders(LEFT_TO_SWEEPS).stream())
                    .toList();
            waitForWhatIsUnderWay(left);
            left.forEach(this::forget);
            Http.advance(STEP);
            sweep(mode);
            for (TwinStory story : stories) {
                agree(story, mode, "seed " + seed + ", step " + step);
            }
        }
        Set<String> byEvents = new TreeSet<>();
        Set<String> bySweeps = new TreeSet<>();
        for (TwinStory story : stories) {
            story.orders(KEPT).forEach(order -> byEvents.addAll(found(order, "%")));
            story.orders(LEFT_TO_SWEEPS).forEach(order -> bySweeps.addAll(found(order, SWEEPS)));
            // Of the kept ones the sweeps have found nothing that events and deadlines had not found before them.
            story.orders(KEPT)
                    .forEach(order -> assertThat(foundBySweeps(order))
                            .as(story.toString())
                            .isEmpty());
        }
        List<String> provoked = new ArrayList<>(PROVOKED);
        if (mode == SweepMode.FULL) {
            provoked.addAll(NOT_NOTICED);
        }
        assertThat(byEvents).containsAll(provoked);
        assertThat(bySweeps).containsAll(provoked);
        everyFindingCanBeReplayed();
    }

    private static void sweep(SweepMode mode) {
        Map<String, Object> asked = mode == SweepMode.FULL ? Map.of("mode", "FULL") : Map.of();
        assertThat(Market.sweep(asked).getString("mode")).isEqualTo(mode.name());
    }

    /** What stands of either twin; and where that is enough, both are frozen. */
    private void agree(TwinStory story, SweepMode mode, String when) {
        for (int i = 0; i < story.orders(KEPT).size(); i++) {
            String kept = story.orders(KEPT).get(i);
            String left = story.orders(LEFT_TO_SWEEPS).get(i);
            assertThat(standing(left, mode))
                    .as("%s, orders %s and %s: %s", when, kept, left, story)
                    .isEqualTo(standing(kept, mode));
            if (!standing(kept, mode).isEmpty() && enoughToFreeze(kept)) {
                // Below that an order may be frozen still, by what was found in between and is cleared (A25).
                assertThat(frozen(kept)).isTrue();
                assertThat(frozen(left)).isTrue();
            }
        }
    }

    /** With its rule and the facts it was given, a detector comes to the same bytes. */
    private void everyFindingCanBeReplayed() throws SQLException {
        int replayed = 0;
        try (Connection sql = source.getConnection();
                ResultSet row = sql.createStatement()
                        .executeQuery("select code, detector_version, rule_version, shadow, weight, words, facts,"
                                + " thresholds, input from finding where input <> '{}'")) {
            while (row.next()) {
                Facts facts = json.readFacts(row.getString("input"));
                Rule rule = new Rule(
                        row.getString("code"),
                        row.getInt("rule_version"),
                        row.getBoolean("shadow"),
                        row.getInt("weight"),
                        json.readThresholds(row.getString("thresholds")));
                Finding again = Detectors.judge(
                                facts,
                                rule,
                                policies.version(facts.market(), facts.policyVersion())
                                        .businessDays())
                        .orElseThrow();
                assertThat(again.detectorVersion()).isEqualTo(row.getInt("detector_version"));
                assertThat(again.words()).isEqualTo(row.getString("words"));
                assertThat(json.write(again.facts())).isEqualTo(row.getString("facts"));
                assertThat(json.write(facts)).isEqualTo(row.getString("input"));
                replayed++;
            }
        }
        assertThat(replayed).isPositive();
    }

    private static boolean enoughToFreeze(String order) {
        return Http.as("mia", "moderator")
                .get("/v1/orders/" + order + "/signals")
                .then()
                .statusCode(200)
                .extract()
                .path("verdict.level")
                .equals("FREEZE");
    }

    private boolean frozen(String order) {
        return sql().ask("select frozen_at is not null from orders where order_id = ?", order)
                .equals(List.of("t"));
    }

    /** It would be written behind our back; what one order has left may be about another. */
    private void waitForWhatIsUnderWay(List<String> orders) {
        Market.eventually(() -> assertThat(sql().ask(
                                "select kind from deadline where order_id = any(?) and kind = any(?)",
                                orders.toArray(String[]::new),
                                new String[] {"NUMBER_SHARED", "DOCUMENT_SHARED", "EVENTS_CROSSED"}))
                .isEmpty());
    }

    /** As if whatever was to look at the order at an event or a deadline had never come to it. */
    private void forget(String order) {
        sql().run("delete from deadline where order_id = ?" + " and kind in ('SCAN_DUE', 'CARRIER_ACCEPTANCE')", order);
        sql().run("delete from finding where order_id = ? and found_by not like ?", order, SWEEPS);
    }

    private TreeSet<String> standing(String order, SweepMode mode) {
        TreeSet<String> codes =
                new TreeSet<>(sql().ask("select code from finding where order_id = ? and cleared_at is null", order));
        if (mode == SweepMode.INCREMENTAL) {
            codes.removeAll(NOT_NOTICED);
        }
        return codes;
    }

    private List<String> found(String order, String by) {
        return sql().ask("select code from finding where order_id = ? and found_by like ?", order, by);
    }

    /**
     * First of all signals of an order. A frozen order's deadlines stand still (A25), sweeps look at it all the same; and of
     * what only counts of sellers and markets can show, they may be the first to see.
     */
    private List<String> foundBySweeps(String order) {
        return sql().ask(
                        "select code || ' at ' || found_at from finding"
                                + " where order_id = ? and found_by like ? and not exists (select 1 from finding f"
                                + " where f.order_id = finding.order_id and f.found_at < finding.found_at)"
                                + " and code not in ('SHIPPED_TO_BLOCK', 'SELLER_PATTERN', 'COERCED_REASON')",
                        order,
                        SWEEPS);
    }

    private PlainSql sql() {
        return new PlainSql(source);
    }
}
