package dev.countermand.deadline;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.query.OneColumn;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Takes away deadlines together with their effect: this is what makes it happen once. */
@NeedsTransaction
@ApplicationScoped
public class DueDeadlines {

    /**
     * Takes the deadline away; true when it was still there, running and due, and so is this caller's to carry out. Call it
     * after locking the order: a freeze that came first has then paused it.
     */
    public Uni<Boolean> finish(Deadline deadline) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from DeadlineRow where orderId = :order and id = :id and pausedAt is null")
                        .setParameter("order", deadline.orderId())
                        .setParameter("id", deadline.id())
                        .executeUpdate())
                .map(deleted -> deleted == 1);
    }

    /** {@link #finish} for many, in one statement: the ids of those that are the caller's to carry out. */
    public Uni<Set<UUID>> finishAll(List<Deadline> due) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, DeadlineSql.FINISH_ALL, UUID.class)
                        .setParameter("orders", orders(due))
                        .setParameter("ids", ids(due))
                        .getResultList())
                .map(Set::copyOf);
    }

    /** Puts deadlines that are being carried out off, each to another time, without counting a failure. */
    public Uni<Void> postponeEach(Map<Deadline, Instant> later) {
        List<Deadline> deadlines = List.copyOf(later.keySet());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DeadlineSql.POSTPONE_EACH)
                        .setParameter(
                                "due",
                                deadlines.stream()
                                        .map(each -> Objects.requireNonNull(later.get(each))
                                                .toString())
                                        .toArray(String[]::new))
                        .setParameter("orders", orders(deadlines))
                        .setParameter("ids", ids(deadlines))
                        .executeUpdate())
                .replaceWithVoid();
    }

    static String[] orders(List<Deadline> deadlines) {
        return deadlines.stream().map(Deadline::orderId).toArray(String[]::new);
    }

    static UUID[] ids(List<Deadline> deadlines) {
        return deadlines.stream().map(Deadline::id).toArray(UUID[]::new);
    }
}
