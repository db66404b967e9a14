package dev.countermand.payment.refund;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How far a refund is (A20b, A22). */
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
    /** Before a person: still owed, and nobody is told that it was paid. */
    ESCALATED,
    /** A person has paid it in another way. */
    SETTLED,
    /**
     * It will not be paid: a person has said why, or the bank has given the money back already (A20a). Sent by its provider
     * all the same it is {@link #SENT}, unless its money went another way meanwhile.
     */
    CLOSED;

    private static final Map<RefundStatus, Set<RefundStatus>> MOVES = new EnumMap<>(Map.of(
            REQUESTED, EnumSet.of(SUBMITTED, FAILED, ESCALATED, CLOSED),
            FAILED, EnumSet.of(SUBMITTED, ESCALATED),
            SUBMITTED, EnumSet.of(SENT, FAILED, ESCALATED),
            SENT, EnumSet.of(ARRIVED, ESCALATED),
            // It came back.
            ARRIVED, EnumSet.of(ESCALATED),
            // What the provider does all the same is told all the same; the others are a person's.
            ESCALATED, EnumSet.of(SUBMITTED, SENT, ARRIVED, REQUESTED, SETTLED, CLOSED),
            // The chargeback that stopped it was won; or its provider has sent it all the same.
            CLOSED, EnumSet.of(REQUESTED, SENT)));

    /** The kind of the event that tells that a refund has become this; FAILED once for each attempt. */
    public String event() {
        return switch (this) {
            case REQUESTED -> "refund.requested";
            case SUBMITTED -> "refund.submitted";
            case SENT -> "refund.sent";
            case ARRIVED -> "refund.arrived";
            case FAILED -> "refund.failed";
            case ESCALATED -> "refund.escalated";
            case SETTLED -> "refund.settled";
            case CLOSED -> "refund.closed";
        };
    }

    public boolean canBecome(RefundStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether the money has left: by the provider, or in another way. */
    public boolean paidOut() {
        return this == SENT || this == ARRIVED || this == SETTLED;
    }

    /** A21: whether an arrival may be promised. */
    public boolean promised() {
        return this == REQUESTED || this == SUBMITTED || this == SENT || this == FAILED;
    }
}
