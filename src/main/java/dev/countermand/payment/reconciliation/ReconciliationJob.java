package dev.countermand.payment.reconciliation;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.ScheduledExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** When books are compared: what was asked for, and each night those of one day. */
@ApplicationScoped
class ReconciliationJob {

    private static final Logger LOG = Logger.getLogger(ReconciliationJob.class);

    private final Sessions sessions;
    private final Reconciliations reconciliations;
    private final ReconciliationRunner runner;

    ReconciliationJob(Sessions sessions, Reconciliations reconciliations, ReconciliationRunner runner) {
        this.sessions = sessions;
        this.reconciliations = reconciliations;
        this.runner = runner;
    }

    @Scheduled(
            identity = "reconciliations",
            every = "{countermand.reconciliation.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return runner.drain()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        Faults.error(LOG, failure, "Reconciliations could not be read; trying again at the next tick"))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(identity = "nightly-reconciliation", cron = "{countermand.reconciliation.cron}")
    Uni<Void> nightly(ScheduledExecution execution) {
        return sessions.inTransaction(() -> reconciliations.requestNightly(execution.getScheduledFireTime()))
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "The nightly reconciliation could not be queued"))
                .onFailure()
                .recoverWithNull();
    }
}
