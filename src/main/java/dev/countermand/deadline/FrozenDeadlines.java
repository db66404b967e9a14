package dev.countermand.deadline;

import dev.countermand.database.NeedsTransaction;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Has an order's deadlines stand still while it is frozen, and run on (A25). */
@NeedsTransaction
@ApplicationScoped
public class FrozenDeadlines {

    /** A25: from now on they stand still. */
    public Uni<Void> pause(String orderId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("update DeadlineRow set pausedAt = :now"
                                + " where orderId = :order and kind in :kinds and pausedAt is null")
                        .setParameter("now", now)
                        .setParameter("order", orderId)
                        .setParameter("kinds", DeadlineKind.standingStill())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** A25: what was left of them runs on. */
    public Uni<Void> resume(String orderId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DeadlineSql.RESUME)
                        .setParameter("now", now)
                        .setParameter("order", orderId)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
