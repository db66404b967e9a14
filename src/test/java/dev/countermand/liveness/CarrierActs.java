package dev.countermand.liveness;

import static dev.countermand.liveness.Act.Party.CARRIER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.api.Market;
import dev.countermand.liveness.Act.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What carriers report of parcels on their way there and back. */
final class CarrierActs {

    private static final List<Map<String, Object>> PLACES = List.of(
            Map.of("country", "DE", "postalCode", "10115", "city", "Berlin"),
            Map.of("country", "CN", "postalCode", "518000", "city", "Shenzhen"),
            Map.of("country", "FR", "postalCode", "75001", "city", "Paris"));
    private static final int WITH_PLACE_ONE_IN = 5;
    private static final int MOST_HOURS_LATE = 30;

    private static final Map<String, Integer> WEIGHTS = Map.of(
            "LABEL_CREATED", 2,
            "ACCEPTED", 8,
            "IN_TRANSIT", 3,
            "OUT_FOR_DELIVERY", 2,
            "DELIVERED", 8,
            "EXCEPTION", 1,
            "RETURNED", 3);
    private static final int WEIGHT_BACK = 8;

    static final List<Act> ALL = Stream.concat(
                    WEIGHTS.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(status -> new Act(
                                    "scan-" + status.getKey(),
                                    CARRIER,
                                    status.getValue(),
                                    Snapshot::withParcelUnderWay,
                                    scene -> scanned(scene, status.getKey()))),
                    Stream.of("ACCEPTED", "DELIVERED", "RETURNED")
                            .map(status -> new Act(
                                    "scan-back-" + status,
                                    CARRIER,
                                    WEIGHT_BACK,
                                    Snapshot::goingBack,
                                    scene -> scannedGoingBack(scene, status))))
            .toList();

    private CarrierActs() {}

    private static @Nullable Call scanned(Scene scene, String status) {
        JsonNode parcel = scene.order().shipment(scene.pick());
        return parcel == null || parcel.path("carrier").asText().equals(Snapshot.OWN)
                ? null
                : report(scene, parcel, status);
    }

    private static @Nullable Call scannedGoingBack(Scene scene, String status) {
        JsonNode dispute = scene.order().dispute();
        JsonNode parcel = dispute == null ? null : dispute.path("returnShipment");
        return parcel == null || !parcel.has("trackingNumber") ? null : report(scene, parcel, status);
    }

    /** Told now, seen now or some hours ago. */
    private static Call report(Scene scene, JsonNode parcel, String status) {
        Instant seen = scene.service().now().minus(Duration.ofHours(scene.pick() / 100 % MOST_HOURS_LATE));
        Map<String, Object> event = new HashMap<>();
        event.put("id", Market.fresh("scan"));
        event.put("carrier", parcel.path("carrier").asText());
        event.put("trackingNumber", parcel.path("trackingNumber").asText());
        event.put("status", status);
        event.put("occurredAt", seen.toString());
        if (scene.oneOf(WITH_PLACE_ONE_IN) == 0) {
            event.put("location", PLACES.get(scene.oneOf(PLACES.size())));
        }
        return Call.post(Service.SHOP, "/v1/carrier-events", List.of(event));
    }
}
