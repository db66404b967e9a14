package dev.countermand.deadline;

import dev.countermand.database.Steps;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sets, moves and drops deadlines, always in the transaction of the act that causes it. */
@ApplicationScoped
public class Deadlines {

    /**
     * Sets a deadline that does not exist yet for this order, kind and subject.
     *
     * @param pausedAt for an order that is frozen at this moment: since when; else null
     */
    public Uni<Void> set(
            String orderId, DeadlineKind kind, String subject, Instant dueAt, Instant now, @Nullable Instant pausedAt) {
        DeadlineRow row = new DeadlineRow();
        row.orderId = orderId;
        row.id = Ids.next(now);
        row.kind = kind;
        row.subject = subject;
        row.dueAt = dueAt;
        row.pausedAt = kind.standsStillWhenFrozen() ? pausedAt : null;
        return Panache.getSession().chain(session -> session.persist(row));
    }

    /** The same, for one that may be there already: then it stays as it is. */
    public Uni<Void> setOnce(
            String orderId, DeadlineKind kind, String subject, Instant dueAt, Instant now, @Nullable Instant pausedAt) {
        return dueAt(orderId, kind, subject)
                .chain(there -> Steps.when(there == null, () -> set(orderId, kind, subject, dueAt, now, pausedAt)));
    }

    /** The same, for one that may be there already: then it is due at the earlier time of both. */
    public Uni<Void> setAtLatest(
            String orderId, DeadlineKind kind, String subject, Instant dueAt, Instant now, @Nullable Instant pausedAt) {
        return dueAt(orderId, kind, subject)
                .chain(there -> there == null
                        ? set(orderId, kind, subject, dueAt, now, pausedAt)
                        : there.isAfter(dueAt)
                                ? shift(orderId, kind, subject, Duration.between(there, dueAt))
                                : Steps.nothing());
    }

    private static Uni<@Nullable Instant> dueAt(String orderId, DeadlineKind kind, String subject) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select min(dueAt) from DeadlineRow where orderId = :order and kind = :kind"
                                        + " and subject = :subject",
                                Instant.class)
                        .setParameter("order", orderId)
                        .setParameter("kind", kind)
                        .setParameter("subject", subject)
                        .getSingleResultOrNull());
    }

    /** Sets a deadline of an order that is not frozen. */
    public Uni<Void> set(String orderId, DeadlineKind kind, String subject, Instant dueAt, Instant now) {
        return set(orderId, kind, subject, dueAt, now, null);
    }

    /** Moves a deadline by so much, if it is there: what it counts from happened at another time than was thought. */
    public Uni<Void> shift(String orderId, DeadlineKind kind, String subject, Duration by) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DeadlineSql.SHIFT)
                        .setParameter("micros", TimeUnit.MICROSECONDS.convert(by))
                        .setParameter("order", orderId)
                        .setParameter("kind", kind.name())
                        .setParameter("subject", subject)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Drops the order's deadlines of these kinds, because what they waited for has happened. */
    public Uni<Void> drop(String orderId, Set<DeadlineKind> kinds) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from DeadlineRow where orderId = :order and kind in :kinds")
                        .setParameter("order", orderId)
                        .setParameter("kinds", kinds)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Drops the deadlines of one thing inside the order, because it has ended. */
    public Uni<Void> dropOf(String orderId, String subject) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from DeadlineRow where orderId = :order and subject = :subject")
                        .setParameter("order", orderId)
                        .setParameter("subject", subject)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Drops every deadline that an order which has ended no longer needs; refunds under way keep theirs. */
    public Uni<Void> dropAll(String orderId) {
        return drop(orderId, DeadlineKind.standingStill());
    }

    /** {@link #dropAll(String)} for many orders, in one statement. */
    public Uni<Void> dropAll(List<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Steps.nothing();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DeadlineSql.DROP_ALL)
                        .setParameter("orders", orderIds.toArray(String[]::new))
                        .setParameter(
                                "kinds",
                                DeadlineKind.standingStill().stream()
                                        .map(Enum::name)
                                        .toArray(String[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The deadlines of these orders that belong to the order itself and may be seen, soonest first. */
    public Uni<List<Deadline>> ofOrders(List<String> orderIds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from DeadlineRow where orderId in :orders and kind in :kinds order by dueAt, id",
                                DeadlineRow.class)
                        .setParameter("orders", orderIds)
                        .setParameter("kinds", DeadlineKind.shownOfOrders())
                        .getResultList())
                .map(rows -> rows.stream().map(DeadlineRow::toDeadline).toList());
    }
}
