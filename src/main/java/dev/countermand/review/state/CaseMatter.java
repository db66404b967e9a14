package dev.countermand.review.state;

import dev.countermand.kernel.Refusal;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.WhyNot;
import dev.countermand.seller.EntryKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a decision on a case is about, which says what it may be. Pure. */
public enum CaseMatter {
    /** Suspected fraud, be it that a person suspects it (A25, A26). */
    FRAUD,
    /** Buyer and seller who do not agree (A19). */
    DISPUTE,
    /** Parcels that nobody hears of (P5, P6). */
    PARCELS,
    /** A carrier has told wrongly. */
    CARRIER,
    /** A parcel that was delivered after its goods had been refunded (P3). */
    DELIVERED_AFTER_ALL;

    /**
     * What somebody wants to decide.
     *
     * @param ofParcels whether parcels are named
     * @param sanction null without one
     * @param withAmount whether it says how much the buyer gets
     */
    public record Wish(
            CaseVerdict verdict,
            boolean ofParcels,
            @Nullable EntryKind sanction,
            boolean withAmount) {}

    /**
     * What a case is about now.
     *
     * @param frozen whether its order is frozen: then it is about that first
     * @param held whether its escrow is held by an earlier decision (F13)
     * @param ofDispute whether it is about a dispute, too
     */
    public static CaseMatter of(CaseReason reason, boolean frozen, boolean held, boolean ofDispute) {
        if (frozen || held) {
            return FRAUD;
        }
        return switch (reason) {
            case DETECTED, MANUAL -> FRAUD;
            case DISPUTE -> DISPUTE;
            case OVERDUE, LOST -> PARCELS;
            case CARRIER_CORRECTION -> ofDispute ? FRAUD : CARRIER;
            case DELIVERED_AFTER_ALL -> ofDispute ? FRAUD : DELIVERED_AFTER_ALL;
        };
    }

    /** Why a case about this cannot be decided so, whatever its state; empty when it can. */
    public Optional<Refusal> refusalOf(Wish wish) {
        if (wish.verdict() == CaseVerdict.HOLD && wish.sanction() != null) {
            return Optional.of(Refusal.invalid("sanction", "must be left out: nothing is established yet (F13)"));
        }
        if (wish.verdict() == CaseVerdict.RELEASE && wish.sanction() != null && wish.sanction() != EntryKind.WARNING) {
            return Optional.of(Refusal.invalid("sanction.kind", "must be WARNING when the order is released"));
        }
        if (wish.sanction() == EntryKind.CLAIM) {
            return Optional.of(Refusal.invalid("sanction.kind", "must not be CLAIM: that is no sanction"));
        }
        if (this != FRAUD && wish.sanction() == EntryKind.FINE) {
            return Optional.of(Refusal.invalid(
                    "sanction.kind",
                    "must not be FINE: nobody is suspected, and what is fined all the same the policy says"));
        }
        if (this != FRAUD && wish.verdict() == CaseVerdict.HOLD) {
            return Optional.of(Refusal.invalid(
                    "verdict", "must not be HOLD: only on suspicion of fraud the escrow is held by a decision (F13)"));
        }
        if (this == DELIVERED_AFTER_ALL && wish.verdict() == CaseVerdict.CANCEL_AND_REFUND) {
            return Optional.of(Refusal.invalid(
                    "verdict", "must be RELEASE: what was delivered after all has been refunded already (P3)"));
        }
        if (wish.withAmount() && !(this == DISPUTE && wish.verdict() == CaseVerdict.CANCEL_AND_REFUND)) {
            return Optional.of(
                    Refusal.invalid("amount", "must be left out: only a dispute REFUND_ONLY is granted in part (A19)"));
        }
        if (wish.ofParcels() && !(this == FRAUD && wish.verdict() == CaseVerdict.CANCEL_AND_REFUND)) {
            return Optional.of(Refusal.invalid(
                    "shipments",
                    "must be left out: only CANCEL_AND_REFUND on suspicion of fraud can be about parcels (A26)"));
        }
        return Optional.empty();
    }

    /**
     * Why a case about this cannot be decided so while its order is as it is; empty when it can.
     *
     * @param held whether the order's escrow is held by an earlier decision (F13)
     * @param waitedInVain whether all that is missing was waited for anew once before, and no carrier has said a word since (P5)
     */
    public Optional<Refusal> refusalNow(CaseVerdict verdict, OrderStatus status, boolean held, boolean waitedInVain) {
        return switch (verdict) {
            // P7: time is given once; who never got their goods gets their money.
            case RELEASE ->
                this == PARCELS && waitedInVain
                        ? Optional.of(Refusal.invalid(
                                "verdict",
                                "must be CANCEL_AND_REFUND: what is missing was waited for anew before, and no carrier"
                                        + " has reported it since (P5)"))
                        : Optional.empty();
            case HOLD ->
                held
                        ? Optional.of(Refusal.notNow("ESCROW_HELD", "The escrow is held already", status.name(), null))
                        : ofEnded(status, "there is nothing to hold");
            case CANCEL_AND_REFUND ->
                // F13: of an order that ended with its escrow held, the money is still there.
                (this == FRAUD && !held) || this == CARRIER
                        ? ofEnded(status, "there is nothing left to cancel")
                        : Optional.empty();
        };
    }

    private static Optional<Refusal> ofEnded(OrderStatus status, String so) {
        return status.ended()
                ? Optional.of(Refusal.notNow(
                        "ORDER_ENDED", "The order is " + WhyNot.inWords(status) + "; " + so, status.name(), null))
                : Optional.empty();
    }
}
