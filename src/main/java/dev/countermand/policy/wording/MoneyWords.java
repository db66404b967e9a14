package dev.countermand.policy.wording;

import dev.countermand.kernel.Spoken;
import dev.countermand.policy.Fines.Fine;
import dev.countermand.policy.LastMoment;
import dev.countermand.policy.Policy;
import dev.countermand.policy.RefundOrder;
import dev.countermand.policy.SanctionTerms;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What a policy says of shipping fees, refunds and fines. */
final class MoneyWords {

    private final Policy policy;
    private final BiConsumer<String, String> out;

    /**
     * @param out takes a rule and its sentence
     */
    MoneyWords(Policy policy, BiConsumer<String, String> out) {
        this.policy = policy;
        this.out = out;
    }

    void say() {
        shippingFee();
        refunds();
        fine("A9", "a shipment that is overdue", policy.fines().overdueShipment());
        fine("A17", "a shipment that was invented", policy.fines().falseShipment());
        fine("A11", "a cancellation that is the seller's fault", policy.fines().sellerCancellation());
        sanctions();
    }

    private void shippingFee() {
        out.accept(
                "A8",
                switch (policy.cancellation().shippingFee()) {
                    case WITH_LAST_UNIT -> "The shipping fee is refunded when the last unit of the order is cancelled.";
                    case IN_PROPORTION -> "The shipping fee is refunded in proportion to what was cancelled.";
                });
        LastMoment until = policy.cancellation().until();
        boolean onItsWay = until == LastMoment.DAY_BEFORE_DELIVERY || until == LastMoment.HAND_OVER;
        switch (policy.cancellation().incurredShipping()) {
            case DEDUCTED ->
                out.accept(
                        "E2",
                        "Once the goods are on their way, what their shipping has cost is deducted"
                                + (policy.withdrawalRight() == null ? "." : ", but not from what you refuse by law."));
            case REFUNDED -> {
                if (onItsWay) {
                    out.accept("E2", "The shipping fee is refunded also when the goods are on their way already.");
                }
            }
        }
    }

    private void refunds() {
        out.accept(
                "A20",
                "A refund goes back to what you paid with, and nowhere else. Where you paid in parts, what you paid "
                        + (policy.refunds().payments() == RefundOrder.FIRST_PAID_FIRST ? "first" : "last")
                        + " is given back first.");
        new TreeMap<>(policy.refunds().arrivalBusinessDays())
                .forEach((method, window) -> out.accept(
                        "A21",
                        "A refund by " + Spoken.name(method) + " arrives within "
                                + (window.from() == window.to() ? "" : window.from() + " to ")
                                + Spoken.businessDays(window.to()) + "."));
        out.accept(
                "A22",
                "If a refund has not arrived "
                        + Spoken.businessDays(policy.refunds().escalateAfterBusinessDays())
                        + " after it was sent, our support looks into it.");
        out.accept(
                "A20",
                "They also look into a refund that could not be handed to its provider for "
                        + Spoken.businessDays(policy.refunds().handOverWithinBusinessDays())
                        + ", and are to say within "
                        + Spoken.businessDays(policy.refunds().decideWithinBusinessDays())
                        + " what becomes of it.");
    }

    private void fine(String rule, String cause, Fine fine) {
        if (fine.percent() > 0) {
            out.accept(rule, "For " + cause + " the seller is fined " + fine.percent() + " percent of the order.");
        }
    }

    private void sanctions() {
        SanctionTerms terms = policy.sanctions();
        out.accept(
                "A27",
                "A seller who breaks the rules gets points, which stand for " + Spoken.of(terms.pointsLast())
                        + ". They are warned; from " + terms.fine().fromPoints() + " points on they are fined, from "
                        + terms.sellingLimit().fromPoints() + " on limited to "
                        + Spoken.count(terms.sellingLimit().declarationsPerDay(), "shipment") + " a day for "
                        + Spoken.of(terms.sellingLimit().lasts()) + ", and from "
                        + terms.suspension().fromPoints()
                        + " on suspended for " + Spoken.of(terms.suspension().lasts())
                        + ". They can appeal within " + Spoken.of(terms.appealWithin())
                        + "; somebody else than the one who decided judges it.");
    }
}
