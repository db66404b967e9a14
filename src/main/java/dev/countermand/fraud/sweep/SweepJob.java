package dev.countermand.fraud.sweep;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.ScheduledExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The shell around {@link SweepRunner}: when it runs, and the sweep of every night. */
@ApplicationScoped
class SweepJob {

    private static final Logger LOG = Logger.getLogger(SweepJob.class);

    private final Sessions sessions;
    private final Sweeps sweeps;
    private final SweepRunner runner;

    SweepJob(Sessions sessions, Sweeps sweeps, SweepRunner runner) {
        this.sessions = sessions;
        this.sweeps = sweeps;
        this.runner = runner;
    }

    @Scheduled(identity = "sweeps", every = "{countermand.sweep.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return runner.drain()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        Faults.error(LOG, failure, "A sweep was interrupted; carried on when its lease has run out"))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(identity = "nightly-sweep", cron = "{countermand.sweep.cron}")
    Uni<Void> nightly(ScheduledExecution execution) {
        return sessions.inTransaction(() -> sweeps.requestNightly(execution.getScheduledFireTime()))
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "The nightly sweep could not be queued"))
                .onFailure()
                .recoverWithNull();
    }
}
