package dev.countermand.deadline;

import dev.countermand.database.Sessions;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Carries out what is due. A batch is claimed in due order under {@code FOR UPDATE SKIP LOCKED} by any number of
 * replicas; then each deadline is fired in a transaction of its own order, in due order within an order. A claim of a
 * killed replica runs out and is taken by another; that the effect happens once is decided by {@link Deadlines#finish}.
 */
@ApplicationScoped
public class DeadlineRunner {

    private static final Logger LOG = Logger.getLogger(DeadlineRunner.class);

    /** Deadlines claimed at once. */
    static final int BATCH = 200;

    /** Orders worked on beside each other. */
    static final int WIDTH = 8;

    /**
     * How long a claim keeps others away: longer than a batch takes, and the longest that a deadline waits for a replica
     * that was killed. One that outlasts its claim may be fired by two; {@link Deadlines#finish} lets one of them.
     */
    static final Duration CLAIM = Duration.ofSeconds(30);

    /** A failed deadline is tried again after this, doubled with each attempt. */
    static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    static final int MOST_DOUBLINGS = 8;
    static final int FAILURE_CHARS = 500;

    private static final String CLAIM_DUE = """
            update deadline set claimed_until = :until
            where (order_id, id) in (
                select order_id, id from deadline
                where paused_at is null and due_at <= :now and (claimed_until is null or claimed_until <= :now)
                order by due_at, id limit :batch
                for update skip locked)
            returning order_id, id
            """;

    private final Sessions sessions;
    private final InstantSource clock;
    private final Map<DeadlineKind, DeadlineHandler> handlers = new EnumMap<>(DeadlineKind.class);

    public DeadlineRunner(Sessions sessions, InstantSource clock, Instance<DeadlineHandler> handlers) {
        this.sessions = sessions;
        this.clock = clock;
        for (DeadlineHandler handler : handlers) {
            for (DeadlineKind kind : handler.kinds()) {
                if (this.handlers.put(kind, handler) != null) {
                    throw new IllegalStateException("Two handlers for the deadline " + kind);
                }
            }
        }
        for (DeadlineKind kind : DeadlineKind.values()) {
            if (!this.handlers.containsKey(kind)) {
                throw new IllegalStateException("No handler for the deadline " + kind);
            }
        }
    }

    /** Fires until nothing that is due now is left; returns how many were fired. */
    public Uni<Integer> drain() {
        return Uni.createFrom()
                .deferred(this::fireBatch)
                .repeat()
                .whilst(fired -> fired > 0)
                .collect()
                .with(Collectors.summingInt(fired -> fired));
    }

    private Uni<Integer> fireBatch() {
        return claim().flatMap(batch ->
                sessions.forEach(byOrder(batch), WIDTH, this::fireInTurn).replaceWith(batch.size()));
    }

    private Uni<List<Deadline>> claim() {
        Instant now = Timestamps.now(clock);
        return sessions.inTransaction(() -> Panache.getSession()
                .flatMap(session -> session.createNativeQuery(CLAIM_DUE, Object[].class)
                        .setParameter("until", now.plus(CLAIM))
                        .setParameter("now", now)
                        .setParameter("batch", BATCH)
                        .getResultList()
                        .flatMap(keys -> rows(session, keys))));
    }

    private static Uni<List<Deadline>> rows(Mutiny.Session session, List<Object[]> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery("from DeadlineRow where id in :ids order by dueAt, id", DeadlineRow.class)
                .setParameter("ids", keys.stream().map(key -> (UUID) key[1]).toList())
                .getResultList()
                .map(found -> found.stream().map(DeadlineRow::toDeadline).toList());
    }

    private static List<List<Deadline>> byOrder(List<Deadline> batch) {
        Map<String, List<Deadline>> grouped = new LinkedHashMap<>();
        for (Deadline deadline : batch) {
            grouped.computeIfAbsent(deadline.orderId(), ignored -> new ArrayList<>())
                    .add(deadline);
        }
        return List.copyOf(grouped.values());
    }

    private Uni<Void> fireInTurn(List<Deadline> deadlines) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (Deadline deadline : deadlines) {
            chain = chain.flatMap(ignored -> fire(deadline));
        }
        return chain;
    }

    private Uni<Void> fire(Deadline deadline) {
        DeadlineHandler handler = Objects.requireNonNull(handlers.get(deadline.kind()));
        return handler.fire(deadline).onFailure().recoverWithUni(failure -> putOff(deadline, failure));
    }

    /** One that fails must not hold up the others, nor be lost: it waits longer each time, and operators see it. */
    private Uni<Void> putOff(Deadline deadline, Throwable failure) {
        LOG.errorf(
                failure,
                "The deadline %s of order %s failed, attempt %d",
                deadline.kind(),
                deadline.orderId(),
                deadline.attempts() + 1);
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(deadline.attempts(), MOST_DOUBLINGS));
        String reason = String.valueOf(failure);
        return sessions.inTransaction(() -> Panache.getSession()
                        .flatMap(session -> session.createMutationQuery(
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
