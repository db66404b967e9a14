package dev.countermand.journal;

import dev.countermand.database.Faults;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The shell around {@link EventRelay}: when it runs. */
@ApplicationScoped
class EventRelayJob {

    private static final Logger LOG = Logger.getLogger(EventRelayJob.class);

    private final EventRelay relay;

    EventRelayJob(EventRelay relay) {
        this.relay = relay;
    }

    @Scheduled(identity = "outbox", every = "{countermand.outbox.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return relay.number()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        Faults.error(LOG, failure, "The outbox could not be read; trying again at the next tick"))
                .onFailure()
                .recoverWithNull();
    }
}
