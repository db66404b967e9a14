package dev.countermand.fraud.sweep;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A range of a sweep that this replica works on, until its lease runs out.
 *
 * @param fencingToken grows with every lease; whatever is written for the range names it, and is refused once another
 *     replica has a later one
 * @param bounds what it is about
 * @param startedAt when the sweep began: what was declared later is not its business
 */
record RangeLease(
        UUID sweepId,
        int no,
        long fencingToken,
        Bounds bounds,
        boolean dryRun,
        @Nullable Instant asOf,
        Instant startedAt) {

    /** What a range is about. */
    sealed interface Bounds {

        /**
         * Orders beside each other, in the order of the key.
         *
         * @param end where the next range begins; null for the last
         */
        record Orders(String first, @Nullable String end) implements Bounds {}

        /**
         * Shipments that changed beside each other, from a moment on and before another.
         *
         * @param since from when on this sweep looks at all: what was declared earlier was looked at before
         */
        record Changes(Instant first, Instant end, Instant since) implements Bounds {}

        /** Orders that the range itself has by name. */
        record Named() implements Bounds {}
    }

    /** The lease was lost: another replica works on the range, and this one must write nothing more for it. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException(RangeLease lease) {
            super("The lease of " + lease + " was lost", null, false, false);
        }
    }

    @Override
    public String toString() {
        return "range " + no + " of sweep " + sweepId;
    }
}
