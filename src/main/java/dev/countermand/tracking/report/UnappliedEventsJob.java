package dev.countermand.tracking.report;

import dev.countermand.database.Faults;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells orders of carrier events that a killed process had stored and not told them of. */
@ApplicationScoped
class UnappliedEventsJob {

    private static final Logger LOG = Logger.getLogger(UnappliedEventsJob.class);

    private final CarrierReports events;

    UnappliedEventsJob(CarrierReports events) {
        this.events = events;
    }

    @Scheduled(
            identity = "unapplied-events",
            every = "{countermand.unapplied-events.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return events.tellLeft()
                .onFailure()
                .invoke(failure ->
                        Faults.error(LOG, failure, "Unapplied carrier events could not be read; trying again"))
                .onFailure()
                .recoverWithNull();
    }
}
