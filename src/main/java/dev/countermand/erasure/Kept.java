package dev.countermand.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a buyer is still there.
 *
 * @param count orders, answers or calls
 * @param nextUntil when the first of them may go; null while nobody can say
 * @param until when the last of them may go; null while nobody can say
 */
record Kept(
        KeptReason reason,
        long count,
        @Nullable Instant nextUntil,
        @Nullable Instant until) {}
