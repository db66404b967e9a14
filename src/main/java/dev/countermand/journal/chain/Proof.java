package dev.countermand.journal.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a part of a period.
 *
 * @param days of the period, in order, that have seals
 * @param fault the first one; null when there is none
 * @param next where to go on, as {@link AuditProof} understands it; null at the end, and at a fault
 */
record Proof(
        Counts counts,
        List<DayHead> days,
        @Nullable ChainFault fault,
        @Nullable String next) {

    /**
     * How much was looked at in this part.
     *
     * @param seals that follow from each other
     * @param entries that are as they were sealed
     * @param waiting entries too young to be sealed, with a good signature
     * @param erased seals of entries from which a buyer was taken
     * @param forgotten entries and seals that the retention has dropped
     */
    record Counts(long seals, long entries, long waiting, long erased, long forgotten) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        static Counts of(ChainWalk walk) {
            return new Counts(walk.walked(), 0, 0, walk.erased(), walk.forgotten());
        }

        Counts and(WrittenEntry entry) {
            return entry.seal() == null
                    ? new Counts(seals, entries, waiting + 1, erased, forgotten)
                    : new Counts(seals, entries + 1, waiting, erased, forgotten);
        }

        long looked() {
            return seals + entries + waiting;
        }
    }
}
