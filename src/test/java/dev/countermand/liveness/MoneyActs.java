package dev.countermand.liveness;

import static dev.countermand.liveness.Act.Party.SHOP;
import static dev.countermand.liveness.Act.Party.STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.liveness.Act.Making;
import dev.countermand.liveness.Act.Party;
import dev.countermand.liveness.Act.Scene;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What banks do (A20a), and what leads do about refunds that cannot be made (A20b). */
final class MoneyActs {

    static final List<Act> ALL = List.of(
            act("chargeback", SHOP, 2, order -> order.refundable().signum() > 0, MoneyActs::chargeback),
            act("chargeback-won", SHOP, 6, Snapshot::chargedBack, scene -> ended(scene, "WON")),
            act("chargeback-lost", SHOP, 3, Snapshot::chargedBack, scene -> ended(scene, "LOST")),
            act(
                    "refund-arrived",
                    STAFF,
                    2,
                    order -> order.refundedSoFar().signum() > 0,
                    scene -> decided(scene, "arrival", Map.of("source", "The buyer has found it on a statement"))),
            act("refund-retried", STAFF, 4, Snapshot::owing, scene -> decided(scene, "retry", Map.of())),
            act(
                    "refund-settled",
                    STAFF,
                    2,
                    Snapshot::owing,
                    scene -> decided(scene, "settlement", Map.of("how", "Bank transfer", "reference", "TR-1"))),
            act(
                    "refund-closed",
                    STAFF,
                    1,
                    Snapshot::owing,
                    scene -> decided(scene, "closing", Map.of("reason", "The buyer has declined it"))));

    private MoneyActs() {}

    private static Act act(String name, Party party, int weight, Predicate<Snapshot> fits, Making making) {
        return new Act(name, party, weight, fits, making);
    }

    private static JsonNode financials(Scene scene) {
        return scene.service().get(Service.MODERATOR, scene.path("financials")).body();
    }

    /** One of those in this state, by the pick; null where there is none. */
    private static @Nullable JsonNode one(Scene scene, String list, String field, String state) {
        List<JsonNode> there = new ArrayList<>();
        financials(scene).path(list).forEach(each -> {
            if (each.path(field).asText().equals(state)) {
                there.add(each);
            }
        });
        return there.isEmpty() ? null : there.get(scene.oneOf(there.size()));
    }

    /** All of a payment, or a part of it. */
    private static @Nullable Call chargeback(Scene scene) {
        JsonNode payment = one(scene, "payments", "state", "CAPTURED");
        if (payment == null) {
            return null;
        }
        String all = payment.path("amount").asText();
        String amount = scene.oneOf(2) == 0 ? all : Units.part(new BigDecimal(all), scene.pick());
        return Call.post(
                Service.SHOP,
                scene.path("payments/" + payment.path("id").asText() + "/chargebacks"),
                Map.of("id", "cb-" + scene.life().next(), "amount", amount, "state", "OPENED"));
    }

    private static @Nullable Call ended(Scene scene, String how) {
        JsonNode chargeback = one(scene, "chargebacks", "state", "OPENED");
        return chargeback == null
                ? null
                : Call.post(
                        Service.SHOP,
                        scene.path("payments/" + chargeback.path("paymentId").asText() + "/chargebacks"),
                        Map.of(
                                "id",
                                chargeback.path("id").asText(),
                                "amount",
                                chargeback.path("amount").asText(),
                                "state",
                                how));
    }

    private static @Nullable Call decided(Scene scene, String what, Map<String, Object> body) {
        JsonNode refund = one(scene, "refunds", "status", "ESCALATED");
        if (refund == null) {
            return null;
        }
        String path = "/v1/refunds/" + refund.path("id").asText() + "/" + what;
        return body.isEmpty() ? Call.post(Life.lead(), path) : Call.post(Life.lead(), path, body);
    }
}
