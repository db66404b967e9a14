package dev.countermand.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which entries of the audit, their seals and days are hashed: each field with its length before it, so that
 * no two rows have the same bytes. It never changes: what was sealed years ago is hashed again.
 */
public final class Canonical {

    /** Before a field that is not there; no text is that long. */
    private static final int NOTHING = -1;

    private Canonical() {}

    /** The fields one after the other; times in microseconds, as the database keeps them. */
    public static byte[] bytes(@Nullable Object... fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object field : fields) {
            byte[] text = text(field);
            bytes.writeBytes(length(text == null ? NOTHING : text.length));
            if (text != null) {
                bytes.writeBytes(text);
            }
        }
        return bytes.toByteArray();
    }

    private static byte @Nullable [] text(@Nullable Object field) {
        return switch (field) {
            case null -> null;
            case Instant time ->
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time)).getBytes(StandardCharsets.UTF_8);
            case byte[] bytes -> bytes;
            default -> field.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }

    /** What of an entry stays when a buyer is forgotten: what was done, when, in which role and on which version. */
    public static byte[] open(AuditEntry entry) {
        return bytes(entry.id(), entry.action(), entry.at(), entry.role(), entry.version());
    }

    /** What of an entry may name somebody. */
    public static byte[] personal(AuditEntry entry) {
        return bytes(entry.subject(), entry.object(), entry.actor(), entry.onBehalfOf(), entry.details());
    }

    /** All of an entry. */
    static byte[] whole(AuditEntry entry) {
        return bytes(open(entry), personal(entry));
    }
}
