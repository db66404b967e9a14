package dev.countermand.deadline;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the deadline table.
 *
 * @param subject what inside the order it is about; the order's own deadlines have the order's id here
 * @param pausedAt since when it stands still (A25); null while it runs
 */
public record Deadline(
        String orderId,
        UUID id,
        DeadlineKind kind,
        String subject,
        Instant dueAt,
        @Nullable Instant pausedAt,
        int attempts) {

    /** The same deadline, carried out for something else: a job that works off news of a refund is one of the refund, too. */
    public Deadline about(String other) {
        return new Deadline(orderId, id, kind, other, dueAt, pausedAt, attempts);
    }

    public boolean paused() {
        return pausedAt != null;
    }
}
