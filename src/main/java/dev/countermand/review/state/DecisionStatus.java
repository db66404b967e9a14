package dev.countermand.review.state;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How a decision stands (A26); {@link #canBecome} is its one table of moves. */
public enum DecisionStatus {
    /** Another person has to approve it; nothing of it is carried out. */
    AWAITING_APPROVAL,
    /** The other one has not approved it: the case is with whoever decided. */
    REJECTED,
    /** Its case was closed before anybody had answered: nothing is left to approve. */
    OVERTAKEN,
    /** All of it is done. */
    CARRIED_OUT,
    /** It was undone in time, and all is as it was before. */
    UNDONE;

    private static final Map<DecisionStatus, Set<DecisionStatus>> MOVES = new EnumMap<>(Map.of(
            AWAITING_APPROVAL, EnumSet.of(REJECTED, OVERTAKEN, CARRIED_OUT),
            CARRIED_OUT, EnumSet.of(UNDONE)));

    public boolean canBecome(DecisionStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
