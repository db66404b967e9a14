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

    private static final int ALL_OF_IT = 100;

    /** When somebody may owe a cost or a fine. */
    private static final Predicate<Snapshot> LATE =
            order -> order.ended() || order.in("DELIVERED") || order.cancelledByRequest();

    static final List<Act> ALL = List.of(
            act(
                    "capture-in-part",
                    SHOP,
                    6,
                    order -> order.in("PAYMENT_VERIFYING"),
                    scene -> captured(scene, "VERIFYING", 50)),
            act(
                    "capture-the-rest",
                    SHOP,
                    6,
                    order -> order.unpaid() && order.paid().signum() > 0,
                    scene -> captured(scene, "CAPTURED", ALL_OF_IT)),
            act("claim-paid", STAFF, 2, LATE, scene -> claimPaid(scene, "RECEIVED")),
            act("claim-netted", SHOP, 1, LATE, scene -> claimPaid(scene, "NETTED")),
            act("payout", SHOP, 2, order -> order.in("COMPLETED"), MoneyActs::payout),
            act("payouts-imported", SHOP, 1, order -> order.in("COMPLETED"), MoneyActs::payouts),
            act(
                    "chargeback",
                    SHOP,
                    2,
                    order -> order.refundable().signum() > 0,
                    scene -> chargeback(scene, "chargebacks")),
            act(
                    "one-chargeback",
                    SHOP,
                    1,
                    order -> order.refundable().signum() > 0,
                    scene -> chargeback(scene, "chargeback")),
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

    static JsonNode financials(Scene scene) {
        return scene.service().get(Service.MODERATOR, scene.path("financials")).body();
    }

    /** One of those in this state, by the pick; null where there is none. */
    static @Nullable JsonNode one(Scene scene, String list, String field, String state) {
        List<JsonNode> there = new ArrayList<>();
        financials(scene).path(list).forEach(each -> {
            if (each.path(field).asText().equals(state)) {
                there.add(each);
            }
        });
        return there.isEmpty() ? null : there.get(scene.oneOf(there.size()));
    }

    /** A20a: so many hundredths of what was verified are there, in all. */
    private static @Nullable Call captured(Scene scene, String state, int hundredths) {
        JsonNode payment = one(scene, "payments", "state", state);
        if (payment == null) {
            return null;
        }
        BigDecimal all = new BigDecimal(
                payment.path("verified").asText(payment.path("amount").asText()));
        return Call.post(
                Service.SHOP,
                scene.path("payments/" + payment.path("id").asText() + "/captured"),
                Map.of("amount", Units.part(all, hundredths - 1)));
    }

    /** C3, A24: the buyer, or the seller, pays of what they owe. */
    private static @Nullable Call claimPaid(Scene scene, String means) {
        JsonNode accounts = financials(scene).path("accounts");
        BigDecimal ofBuyer = new BigDecimal(accounts.path("owedByBuyer").asText("0"));
        BigDecimal ofSeller = new BigDecimal(accounts.path("owedBySeller").asText("0"));
        boolean buyers =
                means.equals("RECEIVED") && ofBuyer.signum() > 0 && (ofSeller.signum() <= 0 || scene.oneOf(2) == 0);
        BigDecimal owed = buyers ? ofBuyer : ofSeller;
        return owed.signum() <= 0
                ? null
                : Call.post(
                        means.equals("RECEIVED") ? Life.lead() : Service.SHOP,
                        scene.path("claim-payments"),
                        Map.of(
                                "id",
                                "claim-" + scene.life().next(),
                                "debtor",
                                buyers ? "BUYER" : "SELLER",
                                "means",
                                means,
                                "amount",
                                Units.part(owed, scene.pick()),
                                "reference",
                                "SEPA 18"));
    }

    /** A18: what was released to the seller is paid out, mostly not all of it. */
    private static @Nullable Map<String, Object> paidOut(Scene scene) {
        String seller = scene.life().seller().subject();
        JsonNode totals = scene.service()
                .get(Service.MODERATOR, "/v1/sellers/" + seller + "/account")
                .body()
                .path("totals")
                .path(0);
        BigDecimal due = new BigDecimal(totals.path("payoutsDue").asText("0"));
        return due.signum() <= 0
                ? null
                : Map.of(
                        "id",
                        "out-" + scene.life().id() + "-" + scene.life().next(),
                        "sellerId",
                        seller,
                        "amount",
                        Units.part(due, scene.pick()),
                        "currency",
                        totals.path("currency").asText(),
                        "reference",
                        "SEPA 17");
    }

    private static @Nullable Call payout(Scene scene) {
        Map<String, Object> paid = paidOut(scene);
        return paid == null ? null : Call.post(Service.SHOP, "/v1/payouts", paid);
    }

    private static @Nullable Call payouts(Scene scene) {
        Map<String, Object> paid = paidOut(scene);
        return paid == null ? null : Call.lines(Service.SHOP, "/v1/payouts/import", paid);
    }

    /** All of a payment, or a part of it. */
    private static @Nullable Call chargeback(Scene scene, String what) {
        JsonNode payment = one(scene, "payments", "state", "CAPTURED");
        if (payment == null) {
            return null;
        }
        String all = payment.path("amount").asText();
        String amount = scene.oneOf(2) == 0 ? all : Units.part(new BigDecimal(all), scene.pick());
        return Call.post(
                Service.SHOP,
                scene.path("payments/" + payment.path("id").asText() + "/" + what),
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
