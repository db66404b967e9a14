package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clocks of carriers are ahead of ours at times; what they tell has happened all the same. */
@QuarkusTest
class CarrierClocksTest {

    private final Market market = Market.open();

    /** The clock of a carrier is ahead: what it reported has happened, at the latest when it reported it. */
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
        JsonObject taken = imported(now.plus(Duration.ofMinutes(3)));
        assertThat(taken.getString("result")).as(taken.encode()).isEqualTo("CREATED");
        assertThat(Instant.parse(market.order(taken.getString("id")).getString("shipments[0].acceptedAt")))
                .isBetween(now.minusSeconds(1), now.plus(Duration.ofMinutes(2)));
        JsonObject refused = imported(now.plus(Duration.ofMinutes(10)));
        assertThat(refused.getString("result")).isEqualTo("REJECTED");
        assertThat(refused.getJsonObject("problem").getString("detail")).contains("shipments[0].events[0].occurredAt");
    }

    private JsonObject imported(Instant scannedAt) {
        Map<String, Object> scan = Map.of("id", "e", "status", "ACCEPTED", "occurredAt", scannedAt.toString());
        return market.imported(
                Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber(), "events", List.of(scan)));
    }
}
