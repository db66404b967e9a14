package dev.countermand.liveness;

import static dev.countermand.liveness.Act.Party.BUYER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.api.Market;
import dev.countermand.liveness.Act.Making;
import dev.countermand.liveness.Act.Scene;
import dev.countermand.liveness.Call.Caller;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What buyers do, or an agent for them. */
final class BuyerActs {

    private static final List<String> REASONS = List.of(
            "NOT_NEEDED",
            "WRONG_CHOICE",
            "PAYMENT_PROBLEM",
            "PROCESSING_TOO_LONG",
            "OUT_OF_STOCK",
            "FOUND_CHEAPER",
            "PRICE_RAISED",
            "SELLER_UNRESPONSIVE",
            "OTHER");
    private static final int BY_AGENT_ONE_IN = 5;
    private static final Predicate<Snapshot> SENT = order -> order.in("SHIPPED", "IN_TRANSIT", "DELIVERED");
    private static final Predicate<Snapshot> FREE =
            order -> order.request() == null && order.dispute() == null && !order.frozen();

    static final List<Act> ALL = List.of(
            act("cancel-unpaid", 1, FREE.and(order -> order.in("PLACED")), scene -> asking(scene, null)),
            act("ask-all", 3, FREE.and(Snapshot::goingOn), scene -> asking(scene, null)),
            act(
                    "ask-some",
                    6,
                    FREE.and(Snapshot::goingOn),
                    scene -> asking(scene, scene.order().left())),
            act("ask-parcel", 4, FREE.and(Snapshot::withUnseenParcel), scene -> askingForParcel(scene)),
            act("give-back", 8, FREE.and(BuyerActs::byLaw), BuyerActs::givingBack),
            act("withdraw-request", 8, order -> order.request() != null, scene -> ofRequest(scene, "withdrawal")),
            act("receipt", 2, SENT, scene -> Call.post(scene.life().buyer(), scene.path("receipt"))),
            act(
                    "dispute-no-tracking",
                    8,
                    FREE.and(Snapshot::withUnseenParcel),
                    scene -> dispute(scene, "NO_TRACKING_INFO")),
            act(
                    "dispute-return",
                    8,
                    FREE.and(order -> order.in("DELIVERED")),
                    scene -> dispute(scene, "RETURN_GOODS_AND_MONEY")),
            act(
                    "dispute-parcel-no-tracking",
                    6,
                    FREE.and(Snapshot::withUnseenParcel),
                    scene -> disputeOfParcel(scene, "NO_TRACKING_INFO")),
            act("dispute-return-for-less", 6, FREE.and(order -> order.in("DELIVERED")), BuyerActs::returningForLess),
            act("dispute-parcel-return", 4, SENT.and(FREE), scene -> disputeOfParcel(scene, "RETURN_GOODS_AND_MONEY")),
            act("dispute-some-return", 6, SENT.and(FREE), scene -> disputeOfSome(scene, "RETURN_GOODS_AND_MONEY")),
            act("dispute-some-refund", 4, SENT.and(FREE), scene -> disputeOfSome(scene, "REFUND_ONLY")),
            act("dispute-refund", 5, SENT.and(FREE), scene -> dispute(scene, "REFUND_ONLY")),
            act(
                    "buyer-accepts",
                    8,
                    order -> order.offerOf("SELLER"),
                    scene -> OfDispute.post(scene, by(scene), "acceptance")),
            act("buyer-rejects", 5, order -> order.offerOf("SELLER"), scene -> OfDispute.rejection(scene, by(scene))),
            act("buyer-escalates", 2, Snapshot::disputed, scene -> OfDispute.post(scene, by(scene), "escalation")),
            act("withdraw-dispute", 2, Snapshot::disputed, scene -> OfDispute.post(scene, by(scene), "withdrawal")),
            act("send-back", 20, order -> order.disputeIs("AWAITING_RETURN"), BuyerActs::sendingBack),
            act(
                    "buyer-demands-evidence",
                    1,
                    SENT,
                    scene -> demand(scene, scene.life().buyer())));

    private BuyerActs() {}

    private static Act act(String name, int weight, Predicate<Snapshot> fits, Making making) {
        return new Act(name, BUYER, weight, fits, making);
    }

    /** D1: under the law's layer what was handed over can be given back. */
    private static boolean byLaw(Snapshot order) {
        return order.order().path("market").asText().endsWith("distance-selling") && order.in("DELIVERED", "COMPLETED");
    }

    /** The buyer, or an agent for them. */
    private static Caller by(Scene scene) {
        return scene.oneOf(BY_AGENT_ONE_IN) == 0 ? Life.agent() : scene.life().buyer();
    }

    private static Call asking(Scene scene, @Nullable Map<Integer, Integer> among) {
        Map<String, Object> body = wish(scene, REASONS.get(scene.oneOf(REASONS.size())));
        if (among != null && !among.isEmpty()) {
            body.put("lines", Units.some(among, scene.pick()));
        }
        return Call.post(by(scene), scene.path("cancellations"), body);
    }

    /** P2: one parcel of several. */
    private static @Nullable Call askingForParcel(Scene scene) {
        JsonNode parcel = scene.order().shipment(scene.pick());
        if (parcel == null) {
            return null;
        }
        Map<String, Object> body = wish(scene, REASONS.get(scene.oneOf(REASONS.size())));
        body.put("shipmentId", parcel.path("id").asText());
        return Call.post(by(scene), scene.path("cancellations"), body);
    }

    private static Map<String, Object> wish(Scene scene, String reason) {
        Map<String, Object> body = new HashMap<>();
        body.put("reason", reason);
        if (reason.equals("OTHER")) {
            body.put("comment", "Ordered the same thing twice");
        }
        if (scene.oneOf(7) == 0) {
            body.put("trueReason", "OUT_OF_STOCK");
            body.put("sellerAskedForThisReason", true);
        }
        return body;
    }

    /** D: what the law lets them give back. */
    private static Call givingBack(Scene scene) {
        Map<String, Object> body = wish(scene, "NOT_NEEDED");
        body.put("goodsAsTheyWere", true);
        body.put("fetchedByShop", scene.oneOf(3) == 0);
        Map<Integer, Integer> left = scene.order().left();
        if (scene.oneOf(2) == 0 && !left.isEmpty()) {
            body.put("lines", Units.some(left, scene.pick()));
        }
        return Call.post(by(scene), scene.path("cancellations"), body);
    }

    private static @Nullable Call ofRequest(Scene scene, String what) {
        String request = scene.order().request();
        return request == null ? null : Call.post(by(scene), "/v1/cancellations/" + request + "/" + what);
    }

    private static Call dispute(Scene scene, String kind) {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", kind);
        body.put("text", "It is not what was promised");
        BigDecimal refundable = scene.order().refundable();
        if (kind.equals("REFUND_ONLY") && refundable.signum() > 0) {
            body.put("amount", Units.part(refundable, scene.pick()));
        }
        if (scene.oneOf(4) == 0) {
            body.put("notAsDescribed", true);
        }
        return Call.post(by(scene), scene.path("disputes"), body);
    }

    /** A19: the buyer writes down less than they paid. */
    private static @Nullable Call returningForLess(Scene scene) {
        BigDecimal refundable = scene.order().refundable();
        return refundable.signum() <= 0
                ? null
                : Call.post(
                        by(scene),
                        scene.path("disputes"),
                        Map.of(
                                "kind",
                                "RETURN_GOODS_AND_MONEY",
                                "text",
                                "I have used it a little",
                                "amount",
                                Units.part(refundable, scene.pick())));
    }

    /** P2: about one parcel of several. */
    private static @Nullable Call disputeOfParcel(Scene scene, String kind) {
        JsonNode parcel = scene.order().shipment(scene.pick());
        return parcel == null
                ? null
                : Call.post(
                        by(scene),
                        scene.path("disputes"),
                        Map.of(
                                "kind",
                                kind,
                                "text",
                                "It never came",
                                "shipmentId",
                                parcel.path("id").asText()));
    }

    /** P2, A19: about some of the units. */
    private static @Nullable Call disputeOfSome(Scene scene, String kind) {
        Map<Integer, Integer> left = scene.order().left();
        return left.isEmpty()
                ? null
                : Call.post(
                        by(scene),
                        scene.path("disputes"),
                        Map.of("kind", kind, "text", "It is broken", "lines", Units.some(left, scene.pick())));
    }

    private static @Nullable Call sendingBack(Scene scene) {
        boolean own = scene.order().ownCouriers() && scene.oneOf(2) == 0;
        JsonNode dispute = scene.order().dispute();
        return dispute == null
                ? null
                : Call.post(
                        by(scene),
                        OfDispute.path(dispute, "return-shipment"),
                        Map.of(
                                "carrier",
                                own ? Snapshot.OWN : "ups",
                                "trackingNumber",
                                own ? Market.fresh("BACK") : Market.trackingNumber()));
    }

    /** A16. */
    static @Nullable Call demand(Scene scene, Caller by) {
        JsonNode parcel = scene.order().shipment(scene.pick());
        return parcel == null
                ? null
                : Call.post(by, "/v1/shipments/" + parcel.path("id").asText() + "/evidence-demands");
    }
}
