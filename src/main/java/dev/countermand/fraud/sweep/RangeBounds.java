package dev.countermand.fraud.sweep;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a range is about. */
sealed interface RangeBounds {

    /**
     * Orders beside each other, in the order of the key.
     *
     * @param end where the next range begins; null for the last
     */
    record Orders(String first, @Nullable String end) implements RangeBounds {}

    /**
     * Shipments that changed beside each other, from a moment on and before another.
     *
     * @param since from when on this sweep looks at all: what was declared earlier was looked at before
     */
    record Changes(Instant first, Instant end, Instant since) implements RangeBounds {}

    /** Orders that the range itself has by name. */
    record Named() implements RangeBounds {}
}
