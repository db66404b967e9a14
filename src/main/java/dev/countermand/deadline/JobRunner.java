package dev.countermand.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Does the jobs that are due ({@link Lane#JOBS}), apart from the rules. A job is claimed at the moment at which it is
 * started, in due order; one whose receiver does not answer holds one slot, for as long as a call may take.
 */
@ApplicationScoped
public class JobRunner {

    /** Jobs beside each other. A job that waits for an answer holds no connection. */
    static final int WIDTH = 8;

    private final DeadlineClaims claims;
    private final DeadlineHandlers handlers;
    private final Duration lease;

    /** @param callLimit after which a call has failed; a claim outlasts it by what a rule's claim is for */
    JobRunner(
            DeadlineClaims claims,
            DeadlineHandlers handlers,
            @ConfigProperty(name = "countermand.jobs.call-limit") Duration callLimit) {
        this.claims = claims;
        this.handlers = handlers;
        this.lease = callLimit.plus(DeadlineClaims.CLAIM);
    }

    /** Works until nothing that is due now is left and every call has ended; returns how many were claimed. */
    public Uni<Integer> drain() {
        return new Slots<>(WIDTH, () -> claims.claim(Lane.JOBS, 1, lease), handlers::fire).drain();
    }
}
