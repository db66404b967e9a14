package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.demo.SigningKeys;
import dev.countermand.prod.Client.Answer;
import dev.countermand.prod.Client.Call;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} between the storing of carrier events and the telling of their orders, and nobody sends the events again:
 * every order is told all the same.
 */
class CarrierKillIT {

    private static final int ROUNDS = 2;
    private static final int ORDERS = 400;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String STORED = "select count(*) from carrier_event";

    /** Parcels that a carrier has, and the order does not know. */
    private static final String UNTOLD = """
            select count(*) from shipment s where s.accepted_at is null and exists (select from carrier_event e
                where e.carrier = s.carrier and e.tracking_number = s.tracking_number)
            """;

    @Test
    void noScanIsLost() throws Exception {
        SigningKeys keys = SigningKeys.generate();
        try (ProductionDatabase database = ProductionDatabase.start();
                Connection sql = database.connect()) {
            Map<String, String> environment =
                    database.environment(keys, Map.of("COUNTERMAND_UNAPPLIED_EVENTS_TICK", "0.2s"));
            assertThat(ProductionJar.run(environment, "migrate").exitCode()).isZero();
            Client client = new Client(keys);
            ProductionJar service = ProductionJar.serve(environment);
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    client.moveTo(service.baseUrl());
                    importShipments(client, round);
                    int before = ProductionDatabase.count(sql, STORED);
                    Call scans = scans(round);
                    CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> lose(client, scans));
                    waitFor(sql, STORED, before + ORDERS);
                    service.kill();
                    sent.join();
                    assertThat(ProductionDatabase.count(sql, UNTOLD))
                            .as("killed before every order was told")
                            .isPositive();

                    // What the killed had claimed is free after half a minute: here and now.
                    sql.createStatement().executeUpdate("update unapplied_event set claimed_until = now()");
                    service = ProductionJar.serve(environment);
                    waitFor(sql, UNTOLD, 0);
                    waitFor(sql, "select count(*) from unapplied_event", 0);
                    assertThat(ProductionDatabase.count(
                                    sql,
                                    "select count(*) from outbox_event"
                                            + " where type = 'dev.countermand.shipment.accepted.v1'"))
                            .as("told once")
                            .isEqualTo((round + 1) * ORDERS);
                    assertThat(Consistency.breaches(sql)).isEmpty();
                }
            } finally {
                service.close();
            }
        }
    }

    private static void importShipments(Client client, int round) throws IOException {
        Instant placed = Instant.now().minus(Duration.ofDays(2));
        String lines = IntStream.range(0, ORDERS)
                .mapToObj(
                        i -> """
                        {"order":{"id":"order-%1$s","market":"aliexpress","buyerId":"b-%1$s","sellerId":"s","currency":"EUR",\
                        "placedAt":"%2$s","lines":[{"sku":"MUG","quantity":1,"unitPrice":"12.50"}],"shippingFee":"0.00",\
                        "shipTo":{"country":"DE","postalCode":"10115"}},"payments":[{"id":"p","method":"card",\
                        "amount":"12.50","provider":"sandbox","providerReference":"%1$s","capturedAt":"%3$s"}],\
                        "shipments":[{"carrier":"dhl","trackingNumber":"%1$s","declaredAt":"%4$s","events":[]}]}
                        """.formatted(number(round, i), placed, placed.plusSeconds(60), placed.plusSeconds(3_600)))
                .collect(Collectors.joining());
        Answer answer = client.postLines(Story.SHOP, "/v1/orders/import", lines);
        assertThat(answer.text().lines().filter(line -> line.contains("CREATED")))
                .as(answer.text())
                .hasSize(ORDERS);
    }

    private static Call scans(int round) {
        String events = IntStream.range(0, ORDERS)
                .mapToObj(i -> """
                        {"id":"scan","carrier":"dhl","trackingNumber":"%s","status":"ACCEPTED","occurredAt":"%s"}""".formatted(number(round, i), Instant.now()))
                .collect(Collectors.joining(",", "[", "]"));
        return new Call(Story.SHOP, "/v1/carrier-events", "scans-" + round, events);
    }

    private static String number(int round, int i) {
        return "JD" + (1_000_000_000L * (1 + round) + i);
    }

    /** Nobody gets an answer, and nobody asks again. */
    private static void lose(Client client, Call call) {
        try {
            Answer answer = client.post(call);
            throw new AssertionError("answered before the kill: " + answer);
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    private static void waitFor(Connection sql, String query, int wanted) throws Exception {
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (ProductionDatabase.count(sql, query) != wanted && System.nanoTime() < until) {
            Thread.sleep(1);
        }
        assertThat(ProductionDatabase.count(sql, query)).as(query).isEqualTo(wanted);
    }
}
