package dev.countermand.journal.chain;

import dev.countermand.kernel.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * What explains that something is not there.
 *
 * @param unsignedUntil entries sealed up to then may bear no signature: releases that did not sign were still running
 * @param forgottenBefore what is older the retention has forgotten, as it has written into the audit itself
 */
record Trust(Instant unsignedUntil, Instant forgottenBefore) {

    boolean forgotten(UUID entryOrSeal) {
        return compare(entryOrSeal, Ids.first(forgottenBefore)) < 0;
    }

    boolean mayBeUnsigned(Seal seal) {
        return !seal.sealedAt().isAfter(unsignedUntil);
    }

    /** As the database orders them. */
    private static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
