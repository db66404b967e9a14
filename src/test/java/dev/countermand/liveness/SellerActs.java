package dev.countermand.liveness;

import static dev.countermand.liveness.Act.Party.SELLER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.api.Market;
import dev.countermand.api.Papers;
import dev.countermand.liveness.Act.Making;
import dev.countermand.liveness.Act.Scene;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What sellers do. */
final class SellerActs {

    /** Parcels of one order. */
    private static final int MOST_PARCELS = 3;

    private static final Predicate<Snapshot> TO_SHIP = order -> order.in("PROCESSING")
            && !order.frozen()
            && !order.open().isEmpty()
            && order.shipments().size() < MOST_PARCELS;

    static final List<Act> ALL = List.of(
            act("ship-all", 8, TO_SHIP, scene -> ship(scene, "ups", Market.trackingNumber(), false)),
            act("ship-some", 16, TO_SHIP, scene -> ship(scene, "ups", Market.trackingNumber(), true)),
            act("ship-letter", 2, TO_SHIP, scene -> ship(scene, "s10", Market.letterNumber("RR"), true)),
            act(
                    "ship-own",
                    14,
                    TO_SHIP.and(Snapshot::ownCouriers),
                    scene -> ship(scene, Snapshot.OWN, Market.fresh("VAN"), true)),
            act(
                    "ship-strangers-number",
                    1,
                    TO_SHIP,
                    scene -> ship(scene, "ups", Stranger.number(scene.service()), true)),
            act(
                    "ship-invented-number",
                    2,
                    TO_SHIP,
                    scene -> ship(scene, "ups", Market.fresh("1Z").replace("-", ""), true)),
            act("approve", 8, order -> order.request() != null, scene -> answer(scene, "approval", Map.of())),
            act(
                    "approve-and-confirm",
                    3,
                    order -> order.request() != null,
                    scene -> answer(scene, "approval", Map.of("reasonConfirmed", scene.oneOf(2) == 0))),
            act(
                    "refuse",
                    4,
                    order -> order.requestIs("PENDING"),
                    scene -> answer(scene, "refusal", Map.of("explanation", "The parcel leaves in an hour"))),
            act(
                    "give-up",
                    1,
                    order -> order.in("PROCESSING")
                            && !order.frozen()
                            && !order.open().isEmpty()
                            && order.request() == null
                            && !order.disputed(),
                    SellerActs::givingUp),
            act("correct-number", 5, Snapshot::withUnseenParcel, SellerActs::correction),
            act("give-evidence", 3, order -> order.withCarrier() && !order.ended(), SellerActs::evidence),
            act(
                    "seller-accepts",
                    10,
                    order -> order.offerOf("BUYER"),
                    scene -> OfDispute.post(scene, scene.life().seller(), "acceptance")),
            act(
                    "seller-rejects",
                    6,
                    order -> order.offerOf("BUYER"),
                    scene -> OfDispute.rejection(scene, scene.life().seller())),
            act(
                    "seller-escalates",
                    2,
                    Snapshot::disputed,
                    scene -> OfDispute.post(scene, scene.life().seller(), "escalation")),
            act(
                    "seller-has-goods-back",
                    5,
                    order -> order.disputeIs("RETURNING"),
                    scene -> OfDispute.post(scene, scene.life().seller(), "return-receipt")));

    private SellerActs() {}

    private static Act act(String name, int weight, Predicate<Snapshot> fits, Making making) {
        return new Act(name, SELLER, weight, fits, making);
    }

    private static Call ship(Scene scene, String carrier, String number, boolean some) {
        Map<String, Object> body = new HashMap<>();
        body.put("carrier", carrier);
        body.put("trackingNumber", number);
        Map<Integer, Integer> open = scene.order().open();
        boolean last = scene.order().shipments().size() == MOST_PARCELS - 1;
        if (some && !last && !open.isEmpty()) {
            body.put("lines", Units.some(open, scene.pick()));
        }
        return Call.post(scene.life().seller(), scene.path("shipments"), body);
    }

    /** A11: all that is open, or some of it. */
    private static Call givingUp(Scene scene) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "OUT_OF_STOCK"));
        if (scene.oneOf(2) == 0) {
            body.put("lines", Units.some(scene.order().open(), scene.pick()));
        }
        return Call.post(scene.life().seller(), scene.path("seller-cancellation"), body);
    }

    /** P4: while the order is frozen the number is proposed. */
    private static @Nullable Call correction(Scene scene) {
        JsonNode parcel = scene.order().shipment(scene.pick());
        return parcel == null
                ? null
                : Call.post(
                        scene.life().seller(),
                        "/v1/shipments/" + parcel.path("id").asText() + "/correction",
                        Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber()));
    }

    private static @Nullable Call answer(Scene scene, String what, Map<String, Object> body) {
        String request = scene.order().request();
        String path = "/v1/cancellations/" + request + "/" + what;
        if (request == null) {
            return null;
        }
        return body.isEmpty()
                ? Call.post(scene.life().seller(), path)
                : Call.post(scene.life().seller(), path, body);
    }

    private static @Nullable Call evidence(Scene scene) {
        JsonNode parcel = scene.order().shipment(scene.pick());
        return parcel == null
                ? null
                : Call.upload(
                        scene.life().seller(),
                        "/v1/shipments/" + parcel.path("id").asText() + "/evidence",
                        new String(Papers.pdf("receipt " + Market.fresh("paper")), StandardCharsets.US_ASCII));
    }
}
