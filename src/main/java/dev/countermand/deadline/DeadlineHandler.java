package dev.countermand.deadline;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Knows what to do when a deadline of its kinds comes. */
public interface DeadlineHandler {

    /** The kinds this handler is for; each kind has exactly one handler. */
    Set<DeadlineKind> kinds();

    /**
     * Does what is due, in transactions of its own. In the same transaction as the effect it must call
     * {@link DueDeadlines#finish}, and do nothing when that says the deadline is gone: this is what makes it happen once.
     */
    Uni<Void> fire(Deadline deadline);
}
