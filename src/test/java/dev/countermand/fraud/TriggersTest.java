package dev.countermand.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.http.Http;
import dev.countermand.http.Market;
import dev.countermand.policy.Policies;
import dev.countermand.signal.Detectors;
import dev.countermand.signal.Facts;
import dev.countermand.signal.Finding;
import dev.countermand.signal.Rule;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F: at the event, at the deadline and in the sweep the same facts are judged the same. Every story is lived twice at the
 * same moments; one twin keeps its deadlines, the other loses them and is left to sweeps.
 */
@QuarkusTest
class TriggersTest {

    private static final int STORIES = 10;
    private static final int STEPS = 6;
    private static final Duration STEP = Duration.ofHours(37);
    private static final AtomicInteger NUMBERS = new AtomicInteger(700_000);

    @Inject
    DataSource source;

    @Inject
    FindingJson json;

    @Inject
    Policies policies;

    /** What happens to an order, the same to both twins; only their numbers differ, of the same kind. */
    private static final class Story {
        private final Market market = Market.open();
        private final List<String> twins = new ArrayList<>();
        private final List<String> numbers = new ArrayList<>();
        private final boolean asked;
        private final boolean invalid;
        private final int declaredAt;
        private final int scannedAt;
        private final @Nullable String scannedIn;
        private final int deliveredAt;
        private final String deliveredTo;
        private final boolean scannedLongBefore;

        Story(Random random) {
            asked = random.nextBoolean();
            invalid = random.nextInt(4) == 0;
            // All took as long as each other: whether that is usual (F2) is not to hang on seconds.
            declaredAt = 1;
            scannedAt = random.nextInt(STEPS * 2);
            scannedIn = random.nextInt(3) == 0 ? "PL" : random.nextBoolean() ? "CN" : null;
            deliveredAt = scannedAt + random.nextInt(3);
            deliveredTo = random.nextInt(3) == 0 ? "80331" : "10119";
            scannedLongBefore = random.nextInt(5) == 0;
            for (int twin = 0; twin < 2; twin++) {
                String order = market.paid();
                twins.add(order);
                numbers.add(invalid ? "1Z" + Market.fresh("n").replaceAll("\\D", "") : ownNumber());
                if (asked) {
                    market.asked(order);
                }
            }
        }

        /** Under an account that nobody else has (F8). */
        private static String ownNumber() {
            int number = NUMBERS.getAndIncrement();
            return Market.trackingNumber(String.format(Locale.ROOT, "%06d%09d", number, number));
        }

        void step(int step) {
            for (int twin = 0; twin < 2; twin++) {
                String number = numbers.get(twin);
                if (step == declaredAt) {
                    if (scannedLongBefore) {
                        scan(number, "ACCEPTED", Http.now().minus(Duration.ofDays(4)), null, null);
                    }
                    // Frozen at once by F5, an order takes no second declaration; nothing here makes one.
                    market.ship(twins.get(twin), number).then().statusCode(201);
                }
                if (step == scannedAt && step >= declaredAt) {
                    scan(number, "ACCEPTED", Http.now(), scannedIn, null);
                }
                if (step == deliveredAt && step > scannedAt && step > declaredAt) {
                    scan(number, "DELIVERED", Http.now(), "DE", deliveredTo);
                }
            }
        }

        private static void scan(
                String number, String status, Instant at, @Nullable String country, @Nullable String postalCode) {
            Map<String, Object> event = new java.util.LinkedHashMap<>(Map.of(
                    "id",
                    Market.fresh("ev"),
                    "carrier",
                    "ups",
                    "trackingNumber",
                    number,
                    "status",
                    status,
                    "occurredAt",
                    at.toString()));
            if (country != null) {
                event.put(
                        "location",
                        postalCode == null
                                ? Map.of("country", country)
                                : Map.of("country", country, "postalCode", postalCode));
            }
            Http.as("shop", "service")
                    .body(List.of(event))
                    .post("/v1/carrier-events")
                    .then()
                    .statusCode(200);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 2026})
    void eventsDeadlinesAndSweepsAgree(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < STORIES; i++) {
            stories.add(new Story(random));
        }
        int found = 0;
        for (int step = 0; step < STEPS; step++) {
            for (Story story : stories) {
                story.step(step);
                loseDeadlines(story.twins.get(1));
            }
            Http.advance(STEP);
            // A full one: what is counted of sellers changes with every story, and an incremental one does not see
            // that.
            assertThat(Market.sweep(Map.of("mode", "FULL")).getString("status")).isEqualTo("DONE");
            for (Story story : stories) {
                TreeSet<String> byEvents = standing(story.twins.get(0));
                assertThat(standing(story.twins.get(1)))
                        .as("seed %s, step %s, order %s", seed, step, story.twins)
                        .isEqualTo(byEvents);
                if (enoughToFreeze(story.twins.get(0))) {
                    // Below that an order may be frozen still, by what was found in between and is cleared (A25).
                    assertThat(story.market.order(story.twins.get(0)).getBoolean("frozen"))
                            .isTrue();
                    assertThat(story.market.order(story.twins.get(1)).getBoolean("frozen"))
                            .isTrue();
                }
                found += byEvents.size();
            }
        }
        assertThat(found).isPositive();
        // The sweeps have found nothing that events and deadlines had not found before them.
        for (Story story : stories) {
            assertThat(foundBySweeps(story.twins.get(0))).isEmpty();
        }
        everyFindingCanBeReplayed();
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

    private void loseDeadlines(String order) throws SQLException {
        try (Connection sql = source.getConnection();
                PreparedStatement lose = sql.prepareStatement("delete from deadline where order_id = ?"
                        + " and kind in ('SCAN_DUE', 'CARRIER_ACCEPTANCE', 'NUMBER_SHARED')")) {
            lose.setString(1, order);
            lose.executeUpdate();
        }
    }

    private TreeSet<String> standing(String order) throws SQLException {
        TreeSet<String> codes = new TreeSet<>();
        try (Connection sql = source.getConnection();
                PreparedStatement read =
                        sql.prepareStatement("select code from finding where order_id = ? and cleared_at is null")) {
            read.setString(1, order);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    codes.add(row.getString(1));
                }
            }
        }
        return codes;
    }

    /**
     * First of all signals of an order. A frozen order's deadlines stand still (A25), sweeps look at it all the same; and of
     * what only counts of sellers and markets can show, they may be the first to see.
     */
    private List<String> foundBySweeps(String order) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection sql = source.getConnection();
                PreparedStatement read = sql.prepareStatement("select code || ' at ' || found_at from finding"
                        + " where order_id = ? and found_by like 'sweeps/%' and not exists (select 1 from finding f"
                        + " where f.order_id = finding.order_id and f.found_at < finding.found_at)"
                        + " and code not in ('SHIPPED_TO_BLOCK', 'SELLER_PATTERN', 'COERCED_REASON')")) {
            read.setString(1, order);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }
}
