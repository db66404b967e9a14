package dev.countermand.policy.wording;

import dev.countermand.kernel.Spoken;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.DisputeTerms;
import dev.countermand.policy.DoorRefusal;
import dev.countermand.policy.HandOverTerms;
import dev.countermand.policy.PaymentDue;
import dev.countermand.policy.Policy;
import dev.countermand.policy.WithdrawalRight;
import java.time.Period;
import java.util.function.BiConsumer;

/** What a policy says of the hand-over of the goods, and of all that may come after it. */
final class DeliveryWords {

    private final Policy policy;
    private final BiConsumer<String, String> out;

    /**
     * @param out takes a rule and its sentence
     */
    DeliveryWords(Policy policy, BiConsumer<String, String> out) {
        this.policy = policy;
        this.out = out;
    }

    void say() {
        refusal();
        handOverCosts();
        escrow();
        disputes();
        WithdrawalRight right = policy.withdrawalRight();
        if (right != null) {
            law(right);
        }
    }

    private boolean byPost() {
        return policy.shipping().deliveredBy() == DeliveredBy.POST;
    }

    private void refusal() {
        HandOverTerms terms = policy.handOver();
        String rule = byPost() ? "C2" : terms.refusal() == DoorRefusal.ANY_UNITS ? "L2" : "A14";
        String where = byPost() ? "at the post office, in writing and with your reasons" : "when it is handed over";
        out.accept(
                rule,
                switch (terms.refusal()) {
                    case NONE ->
                        policy.withdrawalRight() == null
                                ? "The goods cannot be refused when they are handed over."
                                : "By law you can refuse the parcel as a whole " + where + ".";
                    case WHOLE -> "You can refuse the parcel as a whole " + where + ".";
                    case ANY_UNITS ->
                        byPost()
                                ? "You can refuse all or some of the goods " + where + "."
                                : "You can try the goods on and refuse all or some of them " + where + ".";
                });
        Period storage = terms.storagePeriod();
        if (storage != null) {
            out.accept("C2", "A parcel that you do not fetch goes back after " + Spoken.of(storage) + ".");
        }
        if (policy.payment().due() == PaymentDue.ON_DELIVERY) {
            out.accept(
                    "C4",
                    "Look at the goods before you pay: if they are faulty, incomplete or others than ordered, a report"
                            + " signed by the office's manager, the clerk and you sends them back, and you owe nothing."
                            + " If you find out after paying, turn to the shop.");
        }
    }

    private void handOverCosts() {
        boolean possible = policy.handOver().refusal() != DoorRefusal.NONE
                || policy.handOver().storagePeriod() != null;
        if (possible && policy.withdrawalRight() != null) {
            out.accept(
                    "C3",
                    "By law the delivery costs of what you refuse or do not fetch are the seller's, unless it was made to"
                            + " measure for you.");
        } else if (possible) {
            out.accept(
                    "C3",
                    switch (policy.handOver().refusalCosts()) {
                        case BUYER -> "The delivery costs of what you refuse or do not fetch are yours.";
                        case SELLER -> "The delivery costs of what you refuse or do not fetch are the seller's.";
                    });
        }
    }

    private void escrow() {
        String days = Spoken.of(policy.escrow().releaseAfterDelivery());
        out.accept(
                "A18",
                switch (policy.payment().due()) {
                    case BEFORE_PROCESSING ->
                        "Your money is held until you confirm that the goods arrived, or until " + days
                                + " after delivery if no dispute is open; then the seller gets it.";
                    case ON_DELIVERY ->
                        "The order is completed when you confirm that the goods arrived, or by itself " + days
                                + " after delivery if no dispute is open.";
                });
    }

    private void disputes() {
        DisputeTerms terms = policy.disputes();
        out.accept(
                "A19",
                "After delivery you can open a dispute, to return the goods or to keep them for a part of the money; if"
                        + " you and the seller do not agree within " + Spoken.of(terms.agreeWithin())
                        + ", the administration decides.");
        out.accept(
                "A19",
                "When a return was agreed, send the goods back within " + Spoken.of(terms.returnWithin()) + "; "
                        + switch (terms.returnShippingPaidBy()) {
                            case BUYER -> "you pay for that, unless they are not as described.";
                            case SELLER -> "the seller pays for that.";
                        });
        out.accept(
                "A16",
                "The seller must submit the evidence asked for within " + Spoken.of(terms.evidenceWithin())
                        + "; otherwise your complaint stands.");
        out.accept(
                "A26",
                "While an order stands still because something about it is cleared up, the seller has "
                        + Spoken.of(terms.evidenceWithin()) + " to show that they posted it; otherwise "
                        + switch (policy.review().withoutEvidence()) {
                            case PERSON_DECIDES -> "a moderator decides at once whether you get your money back.";
                            case CANCEL_AND_REFUND -> "it is cancelled and you get your money back.";
                        });
    }

    private void law(WithdrawalRight right) {
        out.accept(
                "D1",
                "By law you can refuse the goods at any time before they are handed over, and within "
                        + Spoken.of(right.afterHandOver()) + " after.");
        out.accept(
                "D2",
                "If you were not given the terms of return in writing, you have "
                        + Spoken.of(right.withoutTermsInWriting()) + " for that.");
        out.accept(
                "D3",
                "The goods must have kept their looks and properties; a lost receipt does not matter if the purchase"
                        + " can be shown otherwise. Goods made to measure for you cannot be returned.");
        out.accept(
                "D4",
                "The seller repays within " + Spoken.of(right.repayWithin())
                        + switch (right.refundWhen()) {
                            case SENT_BACK -> " after the goods are on their way back";
                            case BACK -> " after the goods are back";
                        }
                        + switch (right.deliveryFromBuyer()) {
                            case BUYER -> ", less what it costs to fetch the goods from you.";
                            case SELLER -> ", and bears what it costs to fetch the goods from you.";
                        });
    }
}
