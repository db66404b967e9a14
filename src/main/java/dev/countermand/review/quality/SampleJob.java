package dev.countermand.review.quality;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.kernel.Timestamps;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes a share of what was decided into the sample, now and then, once it cannot be undone any more. Replicas at once take each
 * case once.
 */
@ApplicationScoped
class SampleJob {

    private static final Logger LOG = Logger.getLogger(SampleJob.class);

    /** Beyond the time for undoing; longer than a service stands still. A case is looked at again until then, and known. */
    private static final Duration BACK = Duration.ofDays(2);

    private static final int BATCH = 200;
    private static final int PER_CENT = 100;

    private final Sessions sessions;
    private final SecondReviews reviews;
    private final int share;
    private final Duration back;
    private final InstantSource clock;

    SampleJob(
            Sessions sessions,
            SecondReviews reviews,
            @ConfigProperty(name = "countermand.quality.sample") double percent,
            @ConfigProperty(name = "countermand.decisions.undo-for") Duration undoFor,
            InstantSource clock) {
        if (percent < 0 || percent > PER_CENT) {
            throw new IllegalArgumentException("countermand.quality.sample must be 0 to 100 percent");
        }
        this.sessions = sessions;
        this.reviews = reviews;
        this.share = (int) Math.round(percent * PER_CENT);
        this.back = BACK.plus(undoFor);
        this.clock = clock;
    }

    @Scheduled(
            identity = "quality-sample",
            every = "{countermand.quality.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return share == 0
                ? Uni.createFrom().voidItem()
                : take().onFailure()
                        .invoke(failure -> Faults.error(LOG, failure, "The sample of decided cases could not be taken"))
                        .onFailure()
                        .recoverWithNull();
    }

    private Uni<Void> take() {
        Instant now = Timestamps.now(clock);
        return sessions.inTransaction(() -> reviews.sample(now.minus(back), share, BATCH, now))
                .chain(taken -> taken == BATCH ? take() : Uni.createFrom().voidItem());
    }
}
