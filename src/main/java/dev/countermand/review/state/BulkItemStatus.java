package dev.countermand.review.state;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What became of a case of a bulk decision; {@link #canBecome} is its one table of moves. */
public enum BulkItemStatus {
    /** Its turn has not come. */
    PENDING,
    /** It is decided, and all of that is done. */
    DONE,
    /** It is decided, and another person has to approve it. */
    AWAITING_APPROVAL,
    /** It could not be decided so, and stayed as it was. */
    SKIPPED,
    /** It is to be undone, and its turn has not come. */
    UNDOING,
    /** Its decision was undone. */
    UNDONE,
    /** Its decision could not be undone, and stands. */
    NOT_UNDONE;

    private static final Map<BulkItemStatus, Set<BulkItemStatus>> MOVES = new EnumMap<>(Map.of(
            PENDING, EnumSet.of(DONE, AWAITING_APPROVAL, SKIPPED),
            DONE, EnumSet.of(UNDOING),
            UNDOING, EnumSet.of(UNDONE, NOT_UNDONE)));

    public boolean canBecome(BulkItemStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether it waits for its turn. */
    public boolean waits() {
        return this == PENDING || this == UNDOING;
    }
}
