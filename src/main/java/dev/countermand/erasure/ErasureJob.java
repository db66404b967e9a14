package dev.countermand.erasure;

import dev.countermand.database.Faults;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The shell around {@link ErasureRunner}: when it runs. */
@ApplicationScoped
class ErasureJob {

    private static final Logger LOG = Logger.getLogger(ErasureJob.class);

    private final ErasureRunner runner;

    ErasureJob(ErasureRunner runner) {
        this.runner = runner;
    }

    @Scheduled(
            identity = "erasures",
            every = "{countermand.erasure.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return runner.drain()
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "An erasure was interrupted; trying again later"))
                .onFailure()
                .recoverWithNull();
    }
}
