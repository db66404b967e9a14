package dev.countermand.journal.chain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that is not as the service left it.
 *
 * @param entryId the entry; null where only its place in the chain is known
 * @param number the seal's place in the chain; null where there is no seal
 * @param words one sentence
 */
record ChainFault(
        Kind kind, @Nullable UUID entryId, @Nullable Long number, String words) {

    enum Kind {
        /** An entry is another than the one that was written. */
        CHANGED,
        /** An entry, or its seal, is gone, and the retention has not forgotten it. */
        DELETED,
        /** An entry was not written by this service. */
        INSERTED,
        /** A seal or a day of the chain was rewritten. */
        CHAIN_CHANGED,
        /** A day was signed by a key that this service does not have: give it as an earlier one, or the day is forged. */
        UNKNOWN_KEY
    }

    static ChainFault changed(UUID entry, @Nullable Long number) {
        return new ChainFault(Kind.CHANGED, entry, number, "The entry is another than the one that was sealed");
    }

    static ChainFault deleted(UUID entry, @Nullable Long number) {
        return new ChainFault(Kind.DELETED, entry, number, "The entry was written and is gone");
    }

    static ChainFault gap(long number) {
        return new ChainFault(Kind.DELETED, null, number, "The seal with this number is gone, and maybe its entry");
    }

    static ChainFault inserted(UUID entry, @Nullable Long number) {
        return new ChainFault(
                Kind.INSERTED,
                entry,
                number,
                "The entry does not bear this service's signature: it was inserted, or changed before it was sealed");
    }

    static ChainFault rewritten(@Nullable UUID entry, long number) {
        return new ChainFault(
                Kind.CHAIN_CHANGED,
                entry,
                number,
                "The seal does not follow from the one before: the chain was changed");
    }

    static ChainFault day(DayHead head, Kind kind, String words) {
        return new ChainFault(kind, null, head.last(), words + ": " + head.day());
    }
}
