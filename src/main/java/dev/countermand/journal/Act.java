package dev.countermand.journal;

import dev.countermand.kernel.Actor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, told once: it becomes one audit entry and one event.
 *
 * @param event the event's type without prefix and version, for example {@code order.frozen}
 * @param subject what it was done to, as a caller looks for it: an order's id, or a seller's, a sweep's
 * @param object the single thing inside, for example {@code cancellations/0190...}
 * @param version the order's version after it, where there is one
 * @param data what the event says; never what a seller must not see (A12)
 */
public record Act(
        Actor actor,
        String event,
        String subject,
        String object,
        @Nullable Long version,
        Instant at,
        Map<String, Object> data) {

    public Act {
        // Insertion order is kept, so that events read as they were written.
        data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
