package dev.countermand.journal.chain;

import dev.countermand.database.Faults;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The shell around {@link Sealer}: when it runs. */
@ApplicationScoped
class SealingJob {

    private static final Logger LOG = Logger.getLogger(SealingJob.class);

    private final Sealer sealer;

    SealingJob(Sealer sealer) {
        this.sealer = sealer;
    }

    @Scheduled(identity = "audit", every = "{countermand.audit.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return sealer.drain()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        Faults.error(LOG, failure, "The audit could not be sealed; trying again at the next tick"))
                .onFailure()
                .recoverWithNull();
    }
}
