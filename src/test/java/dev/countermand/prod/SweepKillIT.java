package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.demo.SigningKeys;
import dev.countermand.prod.Client.Answer;
import dev.countermand.prod.Client.Call;
import dev.countermand.prod.Client.Who;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two replicas sweep one database together and are killed with {@code kill -9}, one or both, at any moment, and started
 * again: every order that must be frozen is frozen once, with one case; nothing is counted twice. For twenty rounds:
 * {@code ./mvnw verify -Dit.test=SweepKillIT -Dsweep.kill.rounds=20}.
 */
class SweepKillIT {

    private static final int ROUNDS = Integer.getInteger("sweep.kill.rounds", 1);

    /** Orders that are new in each round; every second one never moves. */
    private static final int ORDERS = 400;

    private static final int MOST_WAIT_MILLIS = 1_500;
    private static final Duration SWEEP_TIMEOUT = Duration.ofMinutes(2);
    private static final Who MODERATOR = new Who("moderator-1", "moderator");

    private final Random random = new Random();

    @Test
    void killedSweepsLoseNothingAndDoubleNothing() throws Exception {
        SigningKeys keys = SigningKeys.generate();
        try (ProductionDatabase database = ProductionDatabase.start();
                Connection sql = database.connect()) {
            Map<String, String> environment = database.environment(
                    keys,
                    Map.of(
                            // Sweeps alone find what is wrong here, a few orders at a time, and a killed replica is
                            // soon replaced.
                            "COUNTERMAND_DEADLINE_TICK", "off",
                            "COUNTERMAND_SWEEP_RANGE_SIZE", "20",
                            "COUNTERMAND_SWEEP_LEASE", "2S",
                            "COUNTERMAND_SWEEP_TICK", "0.2s"));
            assertThat(ProductionJar.run(environment, "migrate").exitCode()).isZero();
            Client client = new Client(keys);
            List<ProductionJar> replicas =
                    new ArrayList<>(List.of(ProductionJar.serve(environment), ProductionJar.serve(environment)));
            int taken = 0;
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    client.moveTo(replicas.getFirst().baseUrl());
                    importOrders(client, round);
                    String sweep = sweep(client, round);
                    kill(replicas, environment);
                    client.moveTo(replicas.getFirst().baseUrl());
                    JsonNode done = finished(client, sweep, replicas);
                    everythingOnce(sql, sweep, done, round);
                    taken += ProductionDatabase.count(sql, "select count(*) from sweep_range where fencing_token > 1");
                }
                System.out.printf("ranges that were taken over: %d in %d rounds%n", taken, ROUNDS);
            } finally {
                replicas.forEach(ProductionJar::close);
            }
        }
    }

    private static void importOrders(Client client, int round) throws IOException {
        Instant placed = Instant.now().minus(Duration.ofDays(20));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ORDERS; i++) {
            String id = "round-" + round + "-" + (1_000 + i);
            String scan = i % 2 == 0 ? "" : """
                    {"id":"e","status":"ACCEPTED","occurredAt":"%s"}""".formatted(placed.plusSeconds(90_000));
            lines.append("""
                    {"order":{"id":"%1$s","market":"aliexpress","buyerId":"b-%1$s","sellerId":"s","currency":"EUR","placedAt":"%2$s",\
                    "lines":[{"sku":"MUG","quantity":1,"unitPrice":"12.50"}],"shippingFee":"0.00","shipTo":{"country":"DE",\
                    "postalCode":"10115"}},"payments":[{"id":"p","method":"card","amount":"12.50","provider":"sandbox",\
                    "providerReference":"%1$s","capturedAt":"%3$s"}],"shipments":[{"carrier":"dhl","trackingNumber":"JD%4$s",\
                    "declaredAt":"%5$s","events":[%6$s]}]}
                    """.formatted(
                            id,
                            placed,
                            placed.plusSeconds(60),
                            String.valueOf(1_000_000_000L * (1 + round) + i),
                            placed.plusSeconds(80_000),
                            scan));
        }
        Answer answer = client.postLines(Story.SHOP, "/v1/orders/import", lines.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text().lines().filter(line -> line.contains("CREATED")))
                .as(answer.text())
                .hasSize(ORDERS);
    }

    private static String sweep(Client client, int round) throws IOException {
        // In turns everything, and what has changed.
        String body = round % 2 == 0 ? "{\"mode\":\"FULL\"}" : "{}";
        Answer answer = client.post(new Call(MODERATOR, "/v1/sweeps", "sweep-" + round, body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    /** One of them, or both, a moment apart; then both are there again. */
    private void kill(List<ProductionJar> replicas, Map<String, String> environment) throws Exception {
        Thread.sleep(random.nextInt(MOST_WAIT_MILLIS));
        int first = random.nextInt(replicas.size());
        replicas.get(first).kill();
        boolean both = random.nextBoolean();
        if (both) {
            Thread.sleep(random.nextInt(MOST_WAIT_MILLIS));
            replicas.get(1 - first).kill();
            replicas.set(1 - first, ProductionJar.serve(environment));
        }
        replicas.set(first, ProductionJar.serve(environment));
    }

    private static JsonNode finished(Client client, String sweep, List<ProductionJar> replicas) throws Exception {
        long until = System.nanoTime() + SWEEP_TIMEOUT.toNanos();
        JsonNode view = client.get(MODERATOR, "/v1/sweeps/" + sweep);
        while (!view.has("finishedAt") && System.nanoTime() < until) {
            Thread.sleep(100);
            view = client.get(MODERATOR, "/v1/sweeps/" + sweep);
        }
        assertThat(view.path("status").asText())
                .as("%s; the first replica said: %s", view, replicas.getFirst().output())
                .isEqualTo("DONE");
        return view;
    }

    private static void everythingOnce(Connection sql, String sweep, JsonNode done, int round) throws SQLException {
        boolean full = done.path("mode").asText().equals("FULL");
        int orders = ORDERS * (round + 1);
        if (full) {
            assertThat(done.path("examined").asInt()).isEqualTo(orders);
        }
        assertThat(done.path("rangesDone").asInt())
                .isEqualTo(done.path("rangesTotal").asInt());
        assertThat(done.path("found").asInt())
                .isEqualTo(ProductionDatabase.count(
                        sql, "select count(*) from finding where found_by = 'sweeps/" + sweep + "'"));
        assertThat(done.path("frozen").asInt()).isEqualTo(ORDERS / 2);
        assertThat(ProductionDatabase.count(sql, "select count(*) from orders where frozen"))
                .isEqualTo(orders / 2);
        assertThat(
                        ProductionDatabase.count(
                                sql,
                                "select count(*) from orders o join shipment s using (order_id) where frozen <> (s.accepted_at is null)"))
                .isZero();
        assertThat(ProductionDatabase.count(
                        sql, "select count(*) from outbox_event where type = 'dev.countermand.order.frozen.v1'"))
                .isEqualTo(orders / 2);
        assertThat(ProductionDatabase.count(sql, "select count(distinct order_id) from review_case"))
                .isEqualTo(orders / 2);
        assertThat(ProductionDatabase.count(sql, "select count(*) from review_case"))
                .isEqualTo(orders / 2);
        assertThat(
                        ProductionDatabase.count(
                                sql,
                                "select count(*) from (select from finding group by order_id, shipment_id, code having count(*) > 1) d"))
                .isZero();
        assertThat(ProductionDatabase.count(
                        sql, "select count(*) from outbox_event where type = 'dev.countermand.sweep.finished.v1'"))
                .isEqualTo(round + 1);
        assertThat(Consistency.breaches(sql)).isEmpty();
    }
}
