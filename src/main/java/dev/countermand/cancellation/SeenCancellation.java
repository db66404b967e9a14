package dev.countermand.cancellation;

import dev.countermand.kernel.Currency;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as somebody may see it.
 *
 * @param sellersView without the true reason and without "the seller asked me" (A12)
 * @param dueAt when it ends by itself, where that was looked up (A6, A9)
 */
public record SeenCancellation(
        CancellationStore.Loaded loaded,
        Currency currency,
        boolean sellersView,
        @Nullable Instant dueAt) {}
