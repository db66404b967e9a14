package dev.countermand.journal.chain;

import dev.countermand.journal.AuditEntry;
import dev.countermand.journal.AuditSignatures.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands, beside its last seal.
 *
 * @param signature what the one is worth that it bears
 * @param waits to be sealed, for the first time or once more
 * @param seal null while it has none
 */
record WrittenEntry(
        AuditEntry entry,
        Verdict signature,
        boolean waits,
        @Nullable Seal seal) {

    /** What is wrong with it; null when nothing is. */
    @Nullable
    ChainFault fault(Trust trust, Instant now) {
        if (seal == null) {
            return waits && isOurs(trust, now) ? null : ChainFault.inserted(entry.id(), null);
        }
        if (seal.kind() == SealKind.GONE || !seal.seals(entry)) {
            return ChainFault.changed(entry.id(), seal.number());
        }
        if (seal.salt() == null && !(waits && signature == Verdict.HOLDS)) {
            return ChainFault.changed(entry.id(), seal.number());
        }
        return seal.kind() == SealKind.UNSIGNED && !trust.mayBeUnsigned(seal)
                ? ChainFault.inserted(entry.id(), seal.number())
                : null;
    }

    private boolean isOurs(Trust trust, Instant now) {
        return signature == Verdict.HOLDS || (signature == Verdict.UNKNOWN && !now.isAfter(trust.unsignedUntil()));
    }
}
