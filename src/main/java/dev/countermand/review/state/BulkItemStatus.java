package dev.countermand.review.state;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a case of a bulk decision; {@link #canBecome} is its one table of moves. */
public enum BulkItemStatus {
    /** Its turn has not come. */
    PENDING,
    /** It is decided, and all of that is done. */
    DONE,
    /** It is decided, and another person has to approve it. */
    AWAITING_APPROVAL,
    /** The other person has not approved it. Shown, never kept: the decision says so. */
    REJECTED,
    /** Its case was closed before the other person had answered. Shown, never kept, as well. */
    OVERTAKEN,
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
            // Approved meanwhile.
            AWAITING_APPROVAL, EnumSet.of(UNDOING),
            UNDOING, EnumSet.of(UNDONE, NOT_UNDONE)));

    public boolean canBecome(BulkItemStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /**
     * What has become of it by now: since its turn its decision may have been approved, or undone by itself.
     *
     * @param decision how its decision stands; null where none was made
     */
    public BulkItemStatus with(@Nullable DecisionStatus decision) {
        if (decision == null || waits()) {
            return this;
        }
        return switch (decision) {
            case AWAITING_APPROVAL -> AWAITING_APPROVAL;
            case REJECTED -> REJECTED;
            case OVERTAKEN -> OVERTAKEN;
            case CARRIED_OUT -> this == NOT_UNDONE ? NOT_UNDONE : DONE;
            case UNDONE -> UNDONE;
        };
    }

    /** Whether what was decided stands, or may stand yet. */
    public boolean counts() {
        return this == DONE || this == AWAITING_APPROVAL || this == UNDOING || this == NOT_UNDONE;
    }

    /** Whether it waits for its turn. */
    public boolean waits() {
        return this == PENDING || this == UNDOING;
    }
}
