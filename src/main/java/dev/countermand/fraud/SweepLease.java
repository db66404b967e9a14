package dev.countermand.fraud;

import java.util.UUID;

/**
 * A sweep that this replica carries on, until its lease runs out.
 *
 * @param fencingToken grows with every lease; whatever is written for the sweep names it, and is refused once another
 *     replica has a later one
 */
record SweepLease(UUID sweepId, long fencingToken) {

    /** The lease was lost: another replica carries the sweep on, and this one must write nothing more for it. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException(SweepLease lease) {
            super("The lease of sweep " + lease.sweepId() + " was lost", null, false, false);
        }
    }
}
