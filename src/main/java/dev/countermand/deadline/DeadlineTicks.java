package dev.countermand.deadline;

import dev.countermand.database.Faults;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The shell around the runners of both lanes: when they run. Neither waits for the other. */
@ApplicationScoped
class DeadlineTicks {

    private static final Logger LOG = Logger.getLogger(DeadlineTicks.class);

    private final DeadlineRunner rules;
    private final JobRunner jobs;

    DeadlineTicks(DeadlineRunner rules, JobRunner jobs) {
        this.rules = rules;
        this.jobs = jobs;
    }

    @Scheduled(
            identity = "deadlines",
            every = "{countermand.deadline.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> rules() {
        return tick("Deadlines", rules.drain());
    }

    @Scheduled(identity = "jobs", every = "{countermand.jobs.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> jobs() {
        return tick("Jobs", jobs.drain());
    }

    private static Uni<Void> tick(String what, Uni<Integer> drain) {
        return drain.replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        Faults.error(LOG, failure, "%s could not be read; trying again at the next tick", what))
                .onFailure()
                .recoverWithNull();
    }
}
