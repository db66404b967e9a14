package dev.countermand.deadline;

import dev.countermand.database.Sessions;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/**
 * Whose turn it is. A claim keeps other replicas off a deadline for a while; it only saves work, what happens once is
 * decided by {@link DueDeadlines#finish}.
 */
@ApplicationScoped
public class DeadlineClaims {

    /**
     * How long a claim keeps others away: longer than a batch takes, and the longest that a deadline waits for a replica
     * that was killed. A job's is longer by what its call may take. One that outlasts its claim may be fired by two;
     * {@link DueDeadlines#finish} lets one of them.
     */
    static final Duration CLAIM = Duration.ofSeconds(30);

    /** One whose order somebody has locked comes again after this. */
    static final Duration BUSY = Duration.ofSeconds(1);

    /** A failed deadline is tried again after this, doubled with each attempt. */
    static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    static final int MOST_DOUBLINGS = 8;
    static final int FAILURE_CHARS = 500;

    private final Sessions sessions;
    private final InstantSource clock;

    DeadlineClaims(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The statement of a tick, with {@code :now} and {@code :until} left open. */
    static String statement(Lane lane, int atMost) {
        // Not by String.format: digits would be those of the machine's language.
        return DeadlineSql.CLAIM_DUE.replace(":kinds", lane.sql()).replace(":batch", Integer.toString(atMost));
    }

    /**
     * Claims what is due in this lane and nobody's, soonest first, for so long. One statement that commits by itself: with nothing due it is one
     * look-up in the index of due times.
     */
    Uni<List<Deadline>> claim(Lane lane, int atMost, Duration lease) {
        Instant now = Timestamps.now(clock);
        return sessions.inSession(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(statement(lane, atMost), DeadlineRow.class)
                                .setParameter("until", now.plus(lease))
                                .setParameter("now", now)
                                .getResultList()))
                .map(rows -> rows.stream()
                        .map(DeadlineRow::toDeadline)
                        .sorted(Comparator.comparing(Deadline::dueAt).thenComparing(Deadline::id))
                        .toList());
    }

    /** These were left alone, because their orders are somebody's: they come again soon. */
    Uni<Void> againSoon(List<Deadline> busy) {
        return sessions.inTransaction(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(DeadlineSql.AGAIN_SOON)
                                .setParameter("until", Timestamps.now(clock).plus(BUSY))
                                .setParameter("orders", DueDeadlines.orders(busy))
                                .setParameter("ids", DueDeadlines.ids(busy))
                                .executeUpdate()))
                .replaceWithVoid();
    }

    /** One that fails must not hold up the others, nor be lost: it waits longer each time, and operators see it. */
    Uni<Void> putOff(Deadline deadline, Throwable failure) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(deadline.attempts(), MOST_DOUBLINGS));
        String reason = String.valueOf(failure);
        return sessions.inTransaction(() -> Panache.getSession()
                        .chain(session -> session.createMutationQuery(
                                        "update DeadlineRow set attempts = attempts + 1, lastFailure = :reason,"
                                                + " claimedUntil = :until where orderId = :order and id = :id")
                                .setParameter("reason", reason.substring(0, Math.min(reason.length(), FAILURE_CHARS)))
                                .setParameter("until", Timestamps.now(clock).plus(wait))
                                .setParameter("order", deadline.orderId())
                                .setParameter("id", deadline.id())
                                .executeUpdate()))
                .replaceWithVoid();
    }
}
