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

    /**
     * The limit is part of the text: a plan made for any limit would reckon with a tenth of the table. Ties are left
     * open, for the index on the due time to give the order; sorting by id would read every deadline of one moment. Arrays
     * are looked up one by one; a join with what was locked would read the whole table where that seems cheaper, also in
     * a tick with nothing due. Only kinds that this version knows are named: a later one may have others. {@code coalesce}
     * hides from the planner how rare the kinds of a lane are; it would otherwise rather read the whole table than walk
     * along the due times.
     */
    private static final String CLAIM_DUE = """
            with due as materialized (
                select order_id, id from deadline
                where paused_at is null and due_at <= :now and (claimed_until is null or claimed_until <= :now)
                    and coalesce(kind in (:kinds), false)
                order by due_at limit :batch
                for update skip locked)
            update deadline d set claimed_until = :until
            from unnest(array(select order_id from due), array(select id from due)) as mine (order_id, id)
            where d.order_id = mine.order_id and d.id = mine.id
            returning d.order_id, d.id, d.kind, d.subject, d.due_at, d.paused_at, d.claimed_until, d.attempts, d.last_failure
            """;

    private static final String AGAIN_SOON = """
            update deadline d set claimed_until = :until
            from unnest(cast(:orders as text[]), cast(:ids as uuid[])) as busy (order_id, id)
            where d.order_id = busy.order_id and d.id = busy.id
            """;

    private final Sessions sessions;
    private final InstantSource clock;

    DeadlineClaims(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The statement of a tick, with {@code :now} and {@code :until} left open. */
    static String statement(Lane lane, int atMost) {
        // Not by String.format: digits would be those of the machine's language.
        return CLAIM_DUE.replace(":kinds", lane.sql()).replace(":batch", Integer.toString(atMost));
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
                        .chain(session -> session.createNativeQuery(AGAIN_SOON)
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
