package dev.countermand.journal.chain;

import dev.countermand.journal.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * A seal beside its entry as it stands now.
 *
 * @param entry null when it is gone
 * @param followed a later seal of the same entry is there, or the entry waits for one: a buyer was erased from it
 * @param preceded an earlier seal of it is there
 */
record SealedEntry(Seal seal, @Nullable AuditEntry entry, boolean followed, boolean preceded) {

    /** What is wrong with the entry; null when nothing is. */
    @Nullable
    ChainFault fault(Trust trust) {
        if (entry == null || seal.kind() == SealKind.GONE) {
            return trust.forgotten(seal.entryId()) ? null : ChainFault.deleted(seal.entryId(), seal.number());
        }
        if (!seal.seals(entry) || (seal.salt() == null && !followed)) {
            return ChainFault.changed(seal.entryId(), seal.number());
        }
        if (seal.kind() == SealKind.UNSIGNED && !trust.mayBeUnsigned(seal)) {
            return preceded
                    ? ChainFault.changed(seal.entryId(), seal.number())
                    : ChainFault.inserted(seal.entryId(), seal.number());
        }
        return null;
    }
}
