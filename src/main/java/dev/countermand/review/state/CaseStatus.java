package dev.countermand.review.state;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How far a case is; {@link #canBecome} is its one table of moves. */
public enum CaseStatus {
    /** Nobody works on it. */
    OPEN,
    /** A moderator works on it. */
    CLAIMED,
    /** The seller was asked for evidence (A26) and has time left; a moderator may claim it all the same. */
    AWAITING_EVIDENCE,
    /** Decided by one, to be approved by another. */
    AWAITING_APPROVAL,
    DECIDED,
    /** The seller has appealed (A27). */
    APPEALED,
    /** Cleared by itself, released by hand, or an appeal has ended. */
    CLOSED;

    private static final Map<CaseStatus, Set<CaseStatus>> MOVES = new EnumMap<>(Map.of(
            OPEN, EnumSet.of(CLAIMED, AWAITING_EVIDENCE, CLOSED),
            CLAIMED, EnumSet.of(OPEN, AWAITING_EVIDENCE, AWAITING_APPROVAL, DECIDED, CLOSED),
            AWAITING_EVIDENCE, EnumSet.of(OPEN, CLAIMED, AWAITING_APPROVAL, DECIDED, CLOSED),
            // Open again, if nobody had decided it but the policy.
            AWAITING_APPROVAL, EnumSet.of(OPEN, CLAIMED, DECIDED, CLOSED),
            // The decision was undone in time.
            DECIDED, EnumSet.of(OPEN, APPEALED),
            APPEALED, EnumSet.of(CLOSED),
            // Against another sanction of the same decision.
            CLOSED, EnumSet.of(APPEALED)));

    public boolean canBecome(CaseStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** The kind of the event that tells that a case has become this; one that is open again was given back, or waits no more. */
    public String event() {
        return switch (this) {
            case OPEN -> "case.unclaimed";
            case CLAIMED -> "case.claimed";
            case AWAITING_EVIDENCE -> "case.awaiting-evidence";
            case AWAITING_APPROVAL -> "case.awaiting-approval";
            case DECIDED -> "case.decided";
            case APPEALED -> "case.appealed";
            case CLOSED -> "case.closed";
        };
    }

    /** Nothing is decided yet: the order waits for it. */
    public boolean undecided() {
        return this == OPEN || this == CLAIMED || this == AWAITING_EVIDENCE || this == AWAITING_APPROVAL;
    }
}
