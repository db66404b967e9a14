package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.demo.SigningKeys;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} during load, then a restart: every acknowledged call is there, no event is missing or doubled, no
 * deadline is lost. The database is one that waits for the disk.
 */
class KillNineIT {

    private static final int ROUNDS = 3;
    private static final int THREADS = 6;

    /** Calls acknowledged before a kill, and how much longer it waits at most, so that it strikes anywhere. */
    private static final int CALLS_BEFORE_KILL = 200;

    private static final int MOST_WAIT_MILLIS = 200;
    private static final Duration LOAD_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration SETTLE_TIMEOUT = Duration.ofMinutes(1);
    private static final int EVENTS_PER_PAGE = 200;
    private static final String PREFIX = "dev.countermand.";

    /** What a refund tells of itself while it makes its way. */
    private static final Set<String> IN_THE_BACKGROUND = Set.of("refund.submitted", "refund.sent", "refund.arrived");

    /** What deadlines tell of the orders that they end. */
    private static final Set<String> BY_ITSELF =
            Set.of("order.closed", "order.overdue", "order.cancelled", "seller.fined");

    private final Queue<Story> stories = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();

    @Test
    void everythingAcknowledgedIsThereAfterKillNine() throws Exception {
        SigningKeys keys = SigningKeys.generate();
        try (ProductionDatabase database = ProductionDatabase.start();
                Connection sql = database.connect()) {
            Map<String, String> environment = database.environment(
                    keys,
                    Map.of(
                            // Refunds are on their way while the service is killed.
                            "COUNTERMAND_REFUNDS_ASK_EVERY", "1S"));
            ProductionJar.Ended migrated = ProductionJar.run(environment, "migrate");
            assertThat(migrated.exitCode()).as(migrated.output()).isZero();

            Client client = new Client(keys);
            ProductionJar service = ProductionJar.serve(environment);
            try {
                int lost = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    client.moveTo(service.baseUrl());
                    loadUntilKilled(client, service, new Random(round));
                    service = ProductionJar.serve(environment);
                    client.moveTo(service.baseUrl());
                    lost += everythingIsThere(client, sql);
                }
                assertThat(lost).as("calls whose answer was lost").isPositive();
                for (Story story : stories) {
                    story.play(client, () -> {});
                }
                assertThat(everythingIsThere(client, sql)).isZero();
                everyDeadlineIsKept(client, sql);
            } finally {
                service.close();
            }
        }
    }

    // --- load ------------------------------------------------------------------------------------------------------

    private void loadUntilKilled(Client client, ProductionJar service, Random random) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(CALLS_BEFORE_KILL);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        AtomicBoolean killed = new AtomicBoolean();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    while (!killed.get() && failures.isEmpty()) {
                        Story story = Story.of(numbers.getAndIncrement());
                        stories.add(story);
                        story.play(client, enough::countDown);
                    }
                } catch (RuntimeException | AssertionError e) {
                    failures.add(e);
                }
            }));
        }
        boolean loaded = enough.await(LOAD_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        Thread.sleep(random.nextInt(MOST_WAIT_MILLIS));
        service.kill();
        killed.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(loaded)
                .as("enough calls were acknowledged: " + service.output())
                .isTrue();
    }

    // --- after a restart -------------------------------------------------------------------------------------------

    /** Returns how many calls had been lost. */
    private int everythingIsThere(Client client, Connection sql) throws IOException, SQLException {
        int acknowledged = 0;
        for (Story story : stories) {
            acknowledged += story.replay(client);
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(CALLS_BEFORE_KILL);
        int lost = 0;
        for (Story story : stories) {
            // Sent again it is done, if it was not; sent once more it gets the same answer.
            lost += story.sendLostAgain(client) ? 1 : 0;
            story.replay(client);
        }
        for (Story story : stories) {
            if (!story.events().isEmpty()) {
                JsonNode order = client.get(Story.SHOP, "/v1/orders/" + story.order());
                assertThat(story.endsByItself() ? List.of() : story.missingIn(order))
                        .as("acknowledged, but not in %s", order)
                        .isEmpty();
            }
        }
        eventsTellEverythingOnce(client, sql);
        assertThat(Consistency.breaches(sql)).isEmpty();
        return lost;
    }

    private void eventsTellEverythingOnce(Client client, Connection sql) throws IOException, SQLException {
        Set<String> committed = new HashSet<>(column(sql, "select id from outbox_event"));
        Map<String, List<String>> told = new HashMap<>();
        Set<String> ids = new HashSet<>();
        long position = 0;
        JsonNode page;
        do {
            page = client.get(Story.SHOP, "/v1/events?limit=" + EVENTS_PER_PAGE + "&after=" + position);
            for (JsonNode event : page.path("items")) {
                assertThat(event.path("position").asLong()).isEqualTo(++position);
                assertThat(ids.add(event.path("id").asText()))
                        .as("doubled: " + event)
                        .isTrue();
                String type = event.path("type").asText();
                told.computeIfAbsent(event.path("data").path("orderId").asText(), ignored -> new ArrayList<>())
                        .add(type.substring(PREFIX.length(), type.length() - ".v1".length()));
            }
        } while (page.path("items").size() > 0);
        assertThat(ids).containsAll(committed);
        for (Story story : stories) {
            List<String> events = new ArrayList<>(told.getOrDefault(story.order(), List.of()));
            events.removeAll(IN_THE_BACKGROUND);
            // A27: a fine is a sanction, and told as both.
            assertThat(Collections.frequency(events, "sanction.imposed"))
                    .as(story.order())
                    .isEqualTo(Collections.frequency(events, "seller.fined"));
            events.removeIf("sanction.imposed"::equals);
            // A12: whether the seller is to blame depends on their other orders too, and those on when the kill came.
            // Once.
            if (!story.events().contains("seller.fined")) {
                events.remove("seller.fined");
            }
            if (story.endsByItself()) {
                assertThat(events).doesNotHaveDuplicates();
                events.removeAll(BY_ITSELF);
                events.remove("refund.requested");
            }
            assertThat(events).as(story.order()).containsExactlyInAnyOrderElementsOf(story.events());
        }
    }

    // --- in the end ------------------------------------------------------------------------------------------------

    /** All refunds arrive, and what was to end by itself has ended, once. */
    private void everyDeadlineIsKept(Client client, Connection sql) throws Exception {
        // What the killed had claimed is free after half a minute: here and now.
        sql.createStatement().executeUpdate("update deadline set claimed_until = null where claimed_until > now()");
        sql.createStatement().executeUpdate("update unapplied_event set claimed_until = now()");
        String open = """
                select 'refund ' || id || ' is ' || status from refund where status <> 'ARRIVED'
                union all select 'unapplied event ' || id || ' is left' from unapplied_event
                union all select 'deadline ' || kind || ' of ' || order_id || ' is due' from deadline where due_at < now()
                """;
        long until = System.nanoTime() + SETTLE_TIMEOUT.toNanos();
        while (!column(sql, open).isEmpty() && System.nanoTime() < until) {
            Thread.sleep(200);
        }
        assertThat(column(sql, open)).isEmpty();
        List<String> ended =
                stories.stream().filter(Story::endsByItself).map(Story::order).toList();
        assertThat(ended).isNotEmpty();
        for (String order : ended) {
            assertThat(client.get(Story.SHOP, "/v1/orders/" + order)
                            .path("status")
                            .asText())
                    .as(order)
                    .isIn("CLOSED_UNPAID", "CANCELLED");
        }
        eventsTellEverythingOnce(client, sql);
        assertThat(Consistency.breaches(sql)).isEmpty();
    }

    private static List<String> column(Connection sql, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = sql.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
