package dev.countermand.liveness;

import static dev.countermand.liveness.Act.Party.SHOP;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.liveness.Act.Making;
import dev.countermand.liveness.Act.Scene;
import dev.countermand.liveness.Call.Caller;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the marketplace's own systems tell, and what its agents enter for a buyer on the phone. */
final class ShopActs {

    private static final List<String> METHODS = List.of("card", "wallet", "bank_transfer");

    /** The sandbox does with a refund what the payment's reference says. A provider who never answers is another matter (A20b). */
    private static final List<String> FATES = List.of("", "", "", "", "", "", "", "", "never-arrives", "declined");

    private static final Predicate<Snapshot> UNDER_WAY =
            order -> order.in("PROCESSING", "SHIPPED", "IN_TRANSIT") && !order.under("aliexpress");
    private static final Predicate<Snapshot> CHANGEABLE =
            order -> order.under("eldorado") && order.in("PLACED", "PROCESSING");

    static final List<Act> ALL = List.of(
            act("pay", 40, Snapshot::unpaid, scene -> pay(scene, scene.order().due(), "CAPTURED")),
            act(
                    "pay-in-part",
                    3,
                    Snapshot::unpaid,
                    scene -> pay(scene, half(scene.order().due()), "CAPTURED")),
            act(
                    "pay-unverified",
                    8,
                    Snapshot::unpaid,
                    scene -> pay(scene, scene.order().due(), "VERIFYING")),
            act(
                    "pay-later",
                    5,
                    order -> order.due().signum() > 0 && !order.in("PLACED", "PAYMENT_VERIFYING"),
                    scene -> pay(scene, scene.order().due(), "CAPTURED")),
            act(
                    "pay-too-much",
                    2,
                    Snapshot::unpaid,
                    scene -> pay(scene, scene.order().due().add(BigDecimal.TEN), "CAPTURED")),
            act(
                    "pay-again",
                    1,
                    order -> !order.unpaid() && order.goingOn(),
                    scene -> pay(scene, scene.order().total(), "CAPTURED")),
            act(
                    "pay-after-the-end",
                    2,
                    Snapshot::ended,
                    scene -> pay(scene, scene.order().total().add(BigDecimal.ONE), "CAPTURED")),
            act("capture", 15, order -> order.in("PAYMENT_VERIFYING"), scene -> verified(scene, "captured")),
            act("fail", 3, order -> order.in("PAYMENT_VERIFYING"), scene -> verified(scene, "failed")),
            act("void", 3, order -> order.in("PAYMENT_VERIFYING"), scene -> verified(scene, "voided")),
            act("hand-over", 8, UNDER_WAY, scene -> handOver(scene, Map.of("outcome", "ACCEPTED"))),
            act("hand-over-parcel", 6, UNDER_WAY, ShopActs::handOverOfParcel),
            act("refused-at-the-door", 4, UNDER_WAY, ShopActs::refusal),
            act(
                    "not-fetched",
                    4,
                    UNDER_WAY.and(order -> order.under("cod-post")),
                    scene -> handOver(scene, Map.of("outcome", "UNCLAIMED"))),
            act("inspected", 3, UNDER_WAY.and(order -> order.under("cod-post")), ShopActs::inspection),
            act(
                    "goodwill",
                    2,
                    order -> order.refundable().signum() > 0,
                    scene -> goodwill(scene, Units.part(scene.order().refundable(), scene.pick()))),
            act(
                    "goodwill-for-units",
                    2,
                    order -> order.refundable().signum() > 0 && !order.left().isEmpty(),
                    ShopActs::goodwillForUnits),
            act(
                    "goodwill-of-all",
                    1,
                    order -> order.refundable().signum() > 0,
                    scene -> goodwill(scene, scene.order().refundable().toPlainString())),
            act("change-delivery", 2, CHANGEABLE, ShopActs::changeDelivery),
            act(
                    "add-items",
                    2,
                    CHANGEABLE,
                    scene -> items(
                            scene,
                            Map.of(
                                    "add",
                                    List.of(Baskets.line("MORE-" + scene.life().next(), 1, 1 + scene.pick(), false))))),
            act(
                    "drop-items",
                    2,
                    CHANGEABLE.and(order -> !order.open().isEmpty()),
                    scene ->
                            items(scene, Map.of("drop", Units.some(scene.order().open(), scene.pick())))),
            act(
                    "goods-back-at-the-shop",
                    8,
                    order -> order.disputeIs("RETURNING") && order.ownCouriers(),
                    scene -> OfDispute.post(scene, Service.SHOP, "return-receipt")));

    private ShopActs() {}

    private static Act act(String name, int weight, Predicate<Snapshot> fits, Making making) {
        return new Act(name, SHOP, weight, fits, making);
    }

    private static Caller shopOrAgent(Scene scene) {
        return scene.oneOf(3) == 0 ? Life.agent() : Service.SHOP;
    }

    private static BigDecimal half(BigDecimal amount) {
        return new BigDecimal(Units.part(amount, 49));
    }

    private static @Nullable Call pay(Scene scene, BigDecimal amount, String state) {
        if (amount.signum() <= 0) {
            return null;
        }
        int number = scene.life().next();
        String fate = FATES.get(scene.oneOf(FATES.size()));
        boolean onDelivery = scene.order().under("cod-post");
        return Call.post(
                Service.SHOP,
                scene.path("payments"),
                Map.of(
                        "id",
                        "pay-" + number,
                        "method",
                        onDelivery ? "cash_on_delivery" : METHODS.get(scene.oneOf(METHODS.size())),
                        "amount",
                        amount.toPlainString(),
                        "state",
                        state,
                        "provider",
                        "sandbox",
                        "providerReference",
                        "ch-" + scene.life().id() + "-" + number + fate));
    }

    /** A3, A20a: the money is there, or will not come. */
    private static @Nullable Call verified(Scene scene, String how) {
        List<String> waiting = new ArrayList<>();
        for (JsonNode payment : scene.service()
                .get(Service.MODERATOR, scene.path("financials"))
                .body()
                .path("payments")) {
            if (payment.path("state").asText().equals("VERIFYING")) {
                waiting.add(payment.path("id").asText());
            }
        }
        return waiting.isEmpty()
                ? null
                : Call.post(Service.SHOP, scene.path("payments/" + waiting.getFirst() + "/" + how));
    }

    private static Call handOver(Scene scene, Map<String, Object> body) {
        return Call.post(shopOrAgent(scene), scene.path("hand-over"), body);
    }

    /** P2: one parcel of several, however that goes. */
    private static @Nullable Call handOverOfParcel(Scene scene) {
        JsonNode parcel = scene.order().shipment(scene.pick());
        if (parcel == null) {
            return null;
        }
        String outcome = List.of("ACCEPTED", "ACCEPTED", "REFUSED", "UNCLAIMED").get(scene.oneOf(4));
        Map<String, Object> body = new HashMap<>();
        body.put("shipmentId", parcel.path("id").asText());
        body.put("outcome", outcome);
        if (outcome.equals("REFUSED")) {
            body.put("reason", "It does not fit");
            body.put("inWriting", true);
        }
        return handOver(scene, body);
    }

    private static Call refusal(Scene scene) {
        Map<String, Object> body = new HashMap<>();
        body.put("outcome", "REFUSED");
        body.put("reason", "It does not fit");
        body.put("inWriting", true);
        Map<Integer, Integer> left = scene.order().left();
        if (scene.order().under("lamoda") && scene.oneOf(2) == 0 && !left.isEmpty()) {
            body.put("refused", Units.some(left, scene.pick()));
        }
        return handOver(scene, body);
    }

    /** C4. */
    private static Call inspection(Scene scene) {
        List<Map<String, Object>> signatures = List.of(
                Map.of("signatory", "OFFICE_MANAGER", "name", "P. Ivanova"),
                Map.of("signatory", "CLERK", "name", "O. Petrov"),
                Map.of("signatory", "ADDRESSEE", "name", "A. Sidorova"));
        return handOver(
                scene,
                Map.of(
                        "outcome",
                        "REFUSED",
                        "report",
                        Map.of("finding", "DEFECT", "opened", "BEFORE_PAYING", "signatures", signatures)));
    }

    private static Call goodwill(Scene scene, String amount) {
        return Call.post(
                scene.oneOf(2) == 0 ? Life.lead() : Service.SHOP,
                scene.path("refunds"),
                Map.of("amount", amount, "reason", "Late by two weeks"));
    }

    /** A20: what it is for is not paid back again when it leaves. */
    private static Call goodwillForUnits(Scene scene) {
        String amount = Units.part(scene.order().refundable(), scene.pick());
        return Call.post(
                Life.lead(),
                scene.path("refunds"),
                Map.of(
                        "amount",
                        amount,
                        "reason",
                        "It came broken",
                        "lines",
                        Units.some(scene.order().left(), scene.pick())));
    }

    private static Call changeDelivery(Scene scene) {
        String date = scene.service()
                .now()
                .plusSeconds(86_400L * (2 + scene.oneOf(9)))
                .toString();
        return Call.post(shopOrAgent(scene), scene.path("delivery"), Map.of("date", date.substring(0, 10)));
    }

    private static Call items(Scene scene, Map<String, Object> body) {
        return Call.post(Life.agent(), scene.path("items"), body);
    }
}
