package dev.countermand.retention;

import dev.countermand.kernel.Timestamps;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** When what grows without end is looked after. On several replicas at once it does no harm. */
@ApplicationScoped
class RetentionJob {

    private final Partitions partitions;
    private final OldRows rows;
    private final InstantSource clock;

    RetentionJob(Partitions partitions, OldRows rows, InstantSource clock) {
        this.partitions = partitions;
        this.rows = rows;
        this.clock = clock;
    }

    /** First what is needed for writing, then what is not needed any more. */
    @Scheduled(
            identity = "retention",
            every = "{countermand.retention.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return partitions
                .makeAhead(Timestamps.now(clock))
                .chain(partitions::forgetOld)
                .chain(rows::forget);
    }
}
