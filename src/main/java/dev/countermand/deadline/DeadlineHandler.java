package dev.countermand.deadline;

import io.smallrye.mutiny.Uni;

/** Knows what to do when a deadline of its kind comes; named after the kind, so that one leads to the other. */
public interface DeadlineHandler {

    /** The kind this handler is for; each kind has exactly one handler. */
    DeadlineKind kind();

    /**
     * Does what is due, in transactions of its own. In the same transaction as the effect it must call
     * {@link DueDeadlines#finish}, and do nothing when that says the deadline is gone: this is what makes it happen once.
     */
    Uni<Void> fire(Deadline deadline);
}
