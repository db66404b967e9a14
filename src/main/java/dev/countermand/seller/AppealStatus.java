package dev.countermand.seller;

import java.util.Set;

/** How a seller's appeal stands (A27); {@link #canBecome} is its one table of moves. */
public enum AppealStatus {
    /** Waits for somebody else than those who decided. */
    OPEN,
    /** The seller is right: the sanction is undone. */
    UPHELD,
    /** The sanction stays. */
    DISMISSED;

    private static final Set<AppealStatus> ENDS = Set.of(UPHELD, DISMISSED);

    public boolean canBecome(AppealStatus next) {
        return this == OPEN && ENDS.contains(next);
    }

    /** The kind of the event that tells that an appeal has become this. */
    public String event() {
        return switch (this) {
            case OPEN -> "sanction.appealed";
            case UPHELD -> "sanction.appeal-upheld";
            case DISMISSED -> "sanction.appeal-dismissed";
        };
    }
}
