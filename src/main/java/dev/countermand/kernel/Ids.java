package dev.countermand.kernel;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Version 7 UUIDs (RFC 9562): ordered by time, so that new rows land side by side in an index, and made by the service,
 * so that no database sequence stands on a hot path.
 */
public final class Ids {

    private static final int RANDOM_A_BITS = 12;

    /** An act may wait for its order so long; a clock that was set back further is believed. */
    private static final long ONE_MINUTE_TICKS = 60_000L << RANDOM_A_BITS;

    private static final AtomicLong LAST_TICK = new AtomicLong();

    private static final int RANDOM_BITS = 44;
    private static final AtomicLong COUNT = new AtomicLong();

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** The id that this text is, in full; {@link UUID#fromString} would take {@code 1-1-1-1-1}, too. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** A new id for something that happens at {@code now}. */
    public static UUID next(Instant now) {
        // Sub-millisecond time in the first random field, as RFC 9562 allows.
        long fraction = (now.getNano() % 1_000_000L) * (1L << RANDOM_A_BITS) / 1_000_000L;
        long tick = inOrder((now.toEpochMilli() << RANDOM_A_BITS) | fraction);
        long high = ((tick >>> RANDOM_A_BITS) << 16) | 0x7000L | (tick & ((1L << RANDOM_A_BITS) - 1));
        // Counted first, as RFC 9562 allows, too: what is believed to have happened at one moment keeps its order.
        long counted = (COUNT.getAndIncrement() << RANDOM_BITS) | random();
        long low = (counted & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Of the platform's own generator: one kept here would be in a native image, with the seed of its build. */
    private static long random() {
        return UUID.randomUUID().getLeastSignificantBits() & ((1L << RANDOM_BITS) - 1);
    }

    /** Before every id that is made from this moment on, after those made earlier; to the millisecond. */
    public static UUID first(Instant from) {
        return new UUID(from.toEpochMilli() << 16, 0);
    }

    /** Ids made one after the other at the same moment keep that order: events of one act are read as they happened. */
    private static long inOrder(long tick) {
        return LAST_TICK.updateAndGet(last -> tick <= last && last - tick < ONE_MINUTE_TICKS ? last + 1 : tick);
    }
}
