package dev.countermand.cancellation.state;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a cancellation request is; {@link #canBecome} is its one table of moves. */
public enum CancellationStatus {
    /** Waits for the seller (A6); what of it is declared shipped meanwhile is contested (A4, {@link AskedUnits}). */
    PENDING,
    /** The seller agreed, be it after they had declared a shipment (A13), or nobody had to (A2, A8). */
    APPROVED,
    /** The seller said no, with a reason (A6). */
    REFUSED,
    /** The buyer took it back (A7, A13), or did not send back what they were to (D1). */
    WITHDRAWN,
    /** Nothing of it waits for the seller any more: it is declared shipped, and the carrier decides (A13). */
    CONTESTED,
    /** The carrier had it in time (A13, A14); contested again where the carrier takes that back. */
    TOO_LATE,
    /** The administration cancelled the order (A26). */
    UPHELD,
    /** The processing time ran out first (A9). */
    EXPIRED_APPROVED;

    private static final Map<CancellationStatus, Set<CancellationStatus>> MOVES = new EnumMap<>(Map.of(
            PENDING, EnumSet.of(APPROVED, REFUSED, WITHDRAWN, CONTESTED, TOO_LATE, EXPIRED_APPROVED, UPHELD),
            CONTESTED, EnumSet.of(APPROVED, WITHDRAWN, TOO_LATE, UPHELD, EXPIRED_APPROVED),
            // The carrier never had it: it has taken back that it did.
            TOO_LATE, EnumSet.of(CONTESTED),
            // D1: the goods that were to come back did not.
            APPROVED, EnumSet.of(WITHDRAWN)));

    public boolean canBecome(CancellationStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** The kind of the event that tells that a request has become this. */
    public String event() {
        return switch (this) {
            case PENDING -> "cancellation.requested";
            case APPROVED -> "cancellation.approved";
            case REFUSED -> "cancellation.refused";
            case WITHDRAWN -> "cancellation.withdrawn";
            case CONTESTED -> "cancellation.contested";
            case TOO_LATE -> "cancellation.too-late";
            case UPHELD -> "cancellation.upheld";
            case EXPIRED_APPROVED -> "cancellation.expired-approved";
        };
    }

    /** Still waits for somebody. */
    public boolean open() {
        return this == PENDING || this == CONTESTED;
    }
}
