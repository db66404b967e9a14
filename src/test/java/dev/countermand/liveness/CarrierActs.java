package dev.countermand.liveness;

import static dev.countermand.liveness.Act.Party.CARRIER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.api.Market;
import dev.countermand.api.Webhooks;
import dev.countermand.liveness.Act.Making;
import dev.countermand.liveness.Act.Scene;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What carriers report of parcels on their way there and back. */
final class CarrierActs {

    private static final List<Map<String, Object>> PLACES = List.of(
            Map.of("country", "DE", "postalCode", "10115", "city", "Berlin"),
            Map.of("country", "CN", "postalCode", "518000", "city", "Shenzhen"),
            Map.of("country", "FR", "postalCode", "75001", "city", "Paris"));
    private static final List<String> AGGREGATED = List.of(
            "in_transit/received_at_origin_facility",
            "in_transit/arrived_at_facility",
            "delivered/arrived_at_destination");
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

    static final List<Act> ALL = Stream.of(
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
                                    scene -> scannedGoingBack(scene, status))),
                    Stream.of(
                            act("take-back-a-scan", 3, Snapshot::withCarrier, CarrierActs::takingBack),
                            act(
                                    "scan-under-the-old-number",
                                    2,
                                    Snapshot::withEarlierNumber,
                                    scene -> underAnother(
                                            scene,
                                            parcel -> parcel.path("earlierNumbers")
                                                    .path(0))),
                            act(
                                    "scan-under-the-proposed-number",
                                    6,
                                    Snapshot::withProposedNumber,
                                    scene -> underAnother(scene, parcel -> parcel.path("proposedNumber"))),
                            act(
                                    "told-by-an-aggregator",
                                    2,
                                    Snapshot::withParcelUnderWay,
                                    CarrierActs::toldByAggregator)))
            .flatMap(all -> all)
            .toList();

    private CarrierActs() {}

    private static Act act(String name, int weight, Predicate<Snapshot> fits, Making making) {
        return new Act(name, CARRIER, weight, fits, making);
    }

    /** P1, A14: what was told is taken back, and what followed is worked out anew. */
    private static @Nullable Call takingBack(Scene scene) {
        List<Life.Told> told = scene.life().told();
        if (told.isEmpty()) {
            return null;
        }
        Life.Told one = told.get(scene.oneOf(told.size()));
        return Call.post(
                Service.SHOP,
                "/v1/carrier-events",
                List.of(Map.of(
                        "id", one.event(), "carrier", one.carrier(), "trackingNumber", one.number(), "voided", true)));
    }

    /** P4: the carrier has it under a number that is not the one in force. */
    private static @Nullable Call underAnother(Scene scene, Function<JsonNode, JsonNode> number) {
        return scene.order().shipments().stream()
                .map(number)
                .filter(one -> one.has("trackingNumber"))
                .findFirst()
                .map(one -> report(scene, one, scene.oneOf(2) == 0 ? "ACCEPTED" : "DELIVERED"))
                .orElse(null);
    }

    private static @Nullable Call toldByAggregator(Scene scene) {
        JsonNode parcel = scene.order().shipment(scene.pick());
        if (parcel == null || !parcel.path("carrier").asText().equals("ups")) {
            return null;
        }
        String number = parcel.path("trackingNumber").asText();
        String detail = AGGREGATED.get(scene.oneOf(AGGREGATED.size()));
        Instant now = scene.service().now();
        return Call.signed(
                Service.SHOP,
                "/v1/webhooks/easypost",
                Webhooks.tracker(Market.fresh("evt"), now, number, now.minus(Duration.ofHours(1)), detail),
                "X-Hmac-Signature",
                body -> Webhooks.easypostSignature(body.getBytes(StandardCharsets.UTF_8), Webhooks.EASYPOST));
    }

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
        Life.Told told = new Life.Told(
                Market.fresh("scan"),
                parcel.path("carrier").asText(),
                parcel.path("trackingNumber").asText());
        scene.life().told().add(told);
        Map<String, Object> event = new HashMap<>();
        event.put("id", told.event());
        event.put("carrier", told.carrier());
        event.put("trackingNumber", told.number());
        event.put("status", status);
        event.put("occurredAt", seen.toString());
        if (scene.oneOf(WITH_PLACE_ONE_IN) == 0) {
            event.put("location", PLACES.get(scene.oneOf(PLACES.size())));
        }
        return Call.post(Service.SHOP, "/v1/carrier-events", List.of(event));
    }
}
