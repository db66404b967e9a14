package dev.countermand.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Version 7 UUIDs (RFC 9562): ordered by time, so that new rows land side by side in an index, and made by the service,
 * so that no database sequence stands on a hot path.
 */
public final class Ids {

    private static final int RANDOM_A_BITS = 12;

    private Ids() {}

    /** A new id for something that happens at {@code now}. */
    public static UUID next(Instant now) {
        long millis = now.toEpochMilli();
        // Sub-millisecond time in the first random field keeps ids of one millisecond nearly in order.
        long fraction = (now.getNano() % 1_000_000L) * (1L << RANDOM_A_BITS) / 1_000_000L;
        long high = (millis << 16) | 0x7000L | fraction;
        long low = (Random.SOURCE.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Its own class, so that a native image makes the generator at run time, not with a seed from the build. */
    private static final class Random {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
