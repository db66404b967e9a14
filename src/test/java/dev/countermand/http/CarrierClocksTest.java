package dev.countermand.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clocks of carriers are ahead of ours at times; what they tell has happened all the same. */
@QuarkusTest
class CarrierClocksTest {

    private final Market market = Market.open();

    /** The clock of a carrier is ahead: what he told has happened, at the latest when he told it. */
    @Test
    void aTimeAheadOfOursCountsAsNow() {
        String number = Market.trackingNumber();
        String order = market.paid();
        market.ship(order, number).then().statusCode(201);
        Instant ahead = Http.now().plus(Duration.ofMinutes(10));
        CarrierEventsTest.send(List.of(
                CarrierEventsTest.event("a", number, "ACCEPTED", ahead),
                CarrierEventsTest.event("b", number, "IN_TRANSIT", ahead)));
        JsonPath view = market.order(order);
        assertThat(view.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(view.getString("shipments[0].lastStatus")).isEqualTo("IN_TRANSIT");
        assertThat(Instant.parse(view.getString("shipments[0].acceptedAt")))
                .isBetween(ahead.minus(Duration.ofMinutes(11)), ahead.minus(Duration.ofMinutes(5)));
    }

    /** So it does in a history, where less is taken for a difference of clocks. */
    @Test
    void anImportedTimeAheadOfOursCountsAsNow() {
        Instant now = Http.now();
        JsonObject taken = imported(now, now.plus(Duration.ofMinutes(3)));
        assertThat(taken.getString("result")).as(taken.encode()).isEqualTo("CREATED");
        assertThat(Instant.parse(market.order(taken.getString("id")).getString("shipments[0].acceptedAt")))
                .isBetween(now.minusSeconds(1), now.plus(Duration.ofMinutes(2)));
        JsonObject refused = imported(now, now.plus(Duration.ofMinutes(10)));
        assertThat(refused.getString("result")).isEqualTo("REJECTED");
        assertThat(refused.getJsonObject("problem").getString("detail")).contains("shipments[0].events[0].occurredAt");
    }

    private JsonObject imported(Instant now, Instant scannedAt) {
        Map<String, Object> order = new HashMap<>(Market.orderBody(Market.fresh("o"), market.buyer, market.seller));
        order.put("placedAt", now.minus(Duration.ofDays(3)).toString());
        String paidAt = now.minus(Duration.ofDays(2)).toString();
        Map<String, Object> payment = Map.of(
                "id",
                "p",
                "method",
                "card",
                "amount",
                "29.90",
                "provider",
                "sandbox",
                "providerReference",
                Market.fresh("ch"),
                "capturedAt",
                paidAt);
        Map<String, Object> scan = Map.of("id", "e", "status", "ACCEPTED", "occurredAt", scannedAt.toString());
        Map<String, Object> shipment = Map.of(
                "carrier",
                "ups",
                "trackingNumber",
                Market.trackingNumber(),
                "declaredAt",
                paidAt,
                "events",
                List.of(scan));
        return new JsonObject(Http.as("shop", "service")
                .contentType("application/x-ndjson")
                .accept("application/x-ndjson")
                .body(new JsonObject(
                                Map.of("order", order, "payments", List.of(payment), "shipments", List.of(shipment)))
                        .encode()
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/orders/import")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
