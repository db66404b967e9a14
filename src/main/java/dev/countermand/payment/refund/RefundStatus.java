package dev.countermand.payment.refund;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How far a refund is (A22). */
public enum RefundStatus {
    /** Decided; not with the provider yet. */
    REQUESTED,
    /** The provider has taken it. */
    SUBMITTED,
    /** The money has left. */
    SENT,
    /** The money is with the buyer. */
    ARRIVED,
    /** The provider has refused it; tried again. */
    FAILED,
    /** Support must look after it. */
    ESCALATED;

    private static final Map<RefundStatus, Set<RefundStatus>> MOVES = new EnumMap<>(Map.of(
            REQUESTED, EnumSet.of(SUBMITTED, FAILED, ESCALATED),
            FAILED, EnumSet.of(SUBMITTED, ESCALATED),
            SUBMITTED, EnumSet.of(SENT, FAILED, ESCALATED),
            SENT, EnumSet.of(ARRIVED, ESCALATED),
            // What the provider does all the same is told all the same.
            ESCALATED, EnumSet.of(SUBMITTED, SENT, ARRIVED)));

    /** The kind of the event that tells that a refund has become this; FAILED once for each attempt. */
    public String event() {
        return switch (this) {
            case REQUESTED -> "refund.requested";
            case SUBMITTED -> "refund.submitted";
            case SENT -> "refund.sent";
            case ARRIVED -> "refund.arrived";
            case FAILED -> "refund.failed";
            case ESCALATED -> "refund.escalated";
        };
    }

    public boolean canBecome(RefundStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
