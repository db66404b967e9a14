package dev.countermand.deadline;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The shell around {@link DeadlineRunner}: when it runs. */
@ApplicationScoped
class DeadlineJob {

    private static final Logger LOG = Logger.getLogger(DeadlineJob.class);

    private final DeadlineRunner runner;

    DeadlineJob(DeadlineRunner runner) {
        this.runner = runner;
    }

    @Scheduled(
            identity = "deadlines",
            every = "{countermand.deadline.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return runner.drain()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.error("Deadlines could not be read; trying again at the next tick", failure))
                .onFailure()
                .recoverWithNull();
    }
}
