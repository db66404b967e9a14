package dev.countermand.demo;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.deadline.DeadlineRunner;
import dev.countermand.deadline.JobRunner;
import dev.countermand.kernel.Timestamps;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Carries out what has become due, then the jobs that came of it, and waits for what the scheduler was quicker to take. */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test"})
class DueWork {

    private static final Logger LOG = Logger.getLogger(DueWork.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** After ten seconds the answer no longer waits. */
    private static final int MOST_LOOKS = 500;

    /** Claimed by somebody and not failed yet; a failed one waits for its next attempt and is nobody's. */
    private static final String IN_WORK = """
            select count(*) from deadline
            where paused_at is null and due_at <= :now and claimed_until > :now and attempts = 0
            """;

    private final DeadlineRunner rules;
    private final JobRunner jobs;
    private final Sessions sessions;
    private final DevClock clock;

    DueWork(DeadlineRunner rules, JobRunner jobs, Sessions sessions, DevClock clock) {
        this.rules = rules;
        this.jobs = jobs;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Done when nothing that is due now is left. */
    Uni<Void> carryOut() {
        return carryOut(MOST_LOOKS);
    }

    private Uni<Void> carryOut(int looksLeft) {
        return rules.drain().chain(jobs::drain).chain(this::inWork).chain(count -> {
            if (count == 0) {
                return Steps.nothing();
            }
            if (looksLeft == 0) {
                LOG.warnf("%d deadlines are still being carried out", count);
                return Steps.nothing();
            }
            return Steps.nothing().onItem().delayIt().by(LOOK_EVERY).chain(() -> carryOut(looksLeft - 1));
        });
    }

    private Uni<Long> inWork() {
        return sessions.inSession(() -> Panache.getSession()
                .chain(session -> OneColumn.of(session, IN_WORK, Long.class)
                        .setParameter("now", Timestamps.now(clock))
                        .getSingleResult()));
    }
}
