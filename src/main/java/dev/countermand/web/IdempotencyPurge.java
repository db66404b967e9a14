package dev.countermand.web;

import dev.countermand.database.Sessions;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Forgets answers that nobody may ask for any more. */
@ApplicationScoped
class IdempotencyPurge {

    private static final Logger LOG = Logger.getLogger(IdempotencyPurge.class);

    /** Answers forgotten in one transaction. */
    static final int BATCH = 5_000;

    private final Sessions sessions;
    private final InstantSource clock;

    IdempotencyPurge(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Scheduled(
            identity = "idempotency-purge",
            every = "{countermand.idempotency.purge-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return Uni.createFrom()
                .deferred(this::purgeBatch)
                .repeat()
                .whilst(deleted -> deleted == BATCH)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.error("Old answers could not be forgotten; trying again later", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Integer> purgeBatch() {
        return sessions.inTransaction(() -> Panache.getSession()
                .flatMap(session -> session.createNativeQuery(
                                "delete from idempotency_key where (caller, key) in (select caller, key from idempotency_key"
                                        + " where created_at < :oldest order by created_at limit :batch)")
                        .setParameter("oldest", Timestamps.now(clock).minus(Idempotency.KEPT_FOR))
                        .setParameter("batch", BATCH)
                        .executeUpdate()));
    }
}
