package dev.countermand.seller;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How a sanction stands (A27); {@link #canBecome} is its one table of moves. */
public enum SanctionStatus {
    /** Decided by one, to be approved by another; it has no effect yet, and the seller is not told. */
    AWAITING_APPROVAL,
    /** The other one has not approved it. */
    REJECTED,
    /** Its points count, and it has its effect. */
    IN_FORCE,
    /** The time of a limit or a suspension is over; its points count as long as the policy says. */
    ENDED,
    /** An appeal was upheld: neither effect nor points nor fine. */
    UNDONE,
    /** The decision that it was part of was undone in time (A26): the same, as if it had never been. */
    REVOKED;

    private static final Map<SanctionStatus, Set<SanctionStatus>> MOVES = new EnumMap<>(Map.of(
            AWAITING_APPROVAL, EnumSet.of(IN_FORCE, REJECTED),
            IN_FORCE, EnumSet.of(ENDED, UNDONE, REVOKED),
            ENDED, EnumSet.of(UNDONE)));

    public boolean canBecome(SanctionStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** The kind of the event that tells that a sanction has become this. */
    public String event() {
        return switch (this) {
            case AWAITING_APPROVAL -> "sanction.awaiting-approval";
            case REJECTED -> "sanction.rejected";
            case IN_FORCE -> "sanction.imposed";
            case ENDED -> "sanction.ended";
            case UNDONE -> "sanction.undone";
            case REVOKED -> "sanction.revoked";
        };
    }

    /** Whether the seller knows of it: what nobody has approved is nothing to them. */
    public boolean told() {
        return this == IN_FORCE || this == ENDED || this == UNDONE || this == REVOKED;
    }

    /** Whether its points stand on the record, and an appeal against it can do something. */
    public boolean stands() {
        return this == IN_FORCE || this == ENDED;
    }
}
