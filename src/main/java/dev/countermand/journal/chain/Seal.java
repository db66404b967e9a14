package dev.countermand.journal.chain;

import dev.countermand.journal.AuditEntry;
import dev.countermand.journal.Canonical;
import dev.countermand.kernel.Sha256;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain. It names nobody: of what is personal in an entry it has a hash under a salt of its own, and tells
 * nothing once the salt is gone.
 *
 * @param number counts all seals, from 1, without gaps
 * @param sealedAt never before that of the seal before
 * @param salt in hex; null where a buyer was erased from the entry, or the entry was gone
 * @param personal hash of the salt and the personal part, in hex; null where the entry was gone
 * @param digest hash of the open part and {@code personal}, in hex
 * @param hash of the seal before and all of this one, in hex
 */
record Seal(
        long number,
        UUID entryId,
        Instant sealedAt,
        SealKind kind,
        @Nullable String salt,
        @Nullable String personal,
        String digest,
        String hash) {

    /** Seals an entry as it stands. */
    static Seal of(String previous, long number, Instant at, SealKind kind, AuditEntry entry, String salt) {
        String personal = personal(salt, entry);
        return linked(previous, number, entry.id(), at, kind, salt, personal, digest(entry, personal));
    }

    /** Seals that an entry that waited was gone. */
    static Seal ofGone(String previous, long number, Instant at, UUID entryId) {
        String digest = Sha256.hex(Canonical.bytes(SealKind.GONE, entryId));
        return linked(previous, number, entryId, at, SealKind.GONE, null, null, digest);
    }

    private static Seal linked(
            String previous,
            long number,
            UUID entryId,
            Instant at,
            SealKind kind,
            @Nullable String salt,
            @Nullable String personal,
            String digest) {
        return new Seal(
                number, entryId, at, kind, salt, personal, digest, hash(previous, number, entryId, at, kind, digest));
    }

    private static String hash(
            String previous, long number, UUID entryId, Instant sealedAt, SealKind kind, String digest) {
        return Sha256.hex(Canonical.bytes(previous, number, entryId, sealedAt, kind, digest));
    }

    private static String personal(String salt, AuditEntry entry) {
        return Sha256.hex(Canonical.bytes(HexFormat.of().parseHex(salt), Canonical.personal(entry)));
    }

    private static String digest(AuditEntry entry, @Nullable String personal) {
        return Sha256.hex(Canonical.bytes(Canonical.open(entry), personal));
    }

    /** Whether it follows a seal with this hash. */
    boolean follows(String previous) {
        return hash.equals(hash(previous, number, entryId, sealedAt, kind, digest));
    }

    /** Whether the entry is the one that was sealed; of one from which a buyer was erased, whether its open part is. */
    boolean seals(AuditEntry entry) {
        return digest.equals(digest(entry, personal))
                && (salt == null || personal(salt, entry).equals(personal));
    }
}
