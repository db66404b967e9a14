package dev.countermand.deadline;

import dev.countermand.database.Steps;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets, drops, pauses and finishes deadlines, always in the transaction of the act that causes it. */
@ApplicationScoped
public class Deadlines {

    private static final Set<DeadlineKind> PAUSABLE = kinds(DeadlineKind::standsStillWhenFrozen);
    private static final Set<DeadlineKind> SHOWN = kinds(kind -> kind.standsStillWhenFrozen() && kind.shown());

    /** By pairs: two lists would have every order looked up with every id. */
    private static final String FINISH_ALL = """
            delete from deadline d
            using unnest(cast(:orders as text[]), cast(:ids as uuid[])) as due (order_id, id)
            where d.order_id = due.order_id and d.id = due.id and d.paused_at is null
            returning d.id
            """;

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
                .chain(session -> session.createNativeQuery(
                                "update deadline set due_at = due_at + :micros * interval '1 microsecond'"
                                        + " where order_id = :order and kind = :kind and subject = :subject")
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
        return drop(orderId, PAUSABLE);
    }

    /** {@link #dropAll(String)} for many orders, in one statement. */
    public Uni<Void> dropAll(List<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Steps.nothing();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "delete from deadline where order_id = any(:orders) and kind = any(:kinds)")
                        .setParameter("orders", orderIds.toArray(String[]::new))
                        .setParameter("kinds", PAUSABLE.stream().map(Enum::name).toArray(String[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** A25: from now on they stand still. */
    public Uni<Void> pause(String orderId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("update DeadlineRow set pausedAt = :now"
                                + " where orderId = :order and kind in :kinds and pausedAt is null")
                        .setParameter("now", now)
                        .setParameter("order", orderId)
                        .setParameter("kinds", PAUSABLE)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** A25: what was left of them runs on. */
    public Uni<Void> resume(String orderId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("update deadline set due_at = due_at + (:now - paused_at),"
                                + " paused_at = null where order_id = :order and paused_at is not null")
                        .setParameter("now", now)
                        .setParameter("order", orderId)
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
                        .setParameter("kinds", SHOWN)
                        .getResultList())
                .map(rows -> rows.stream().map(DeadlineRow::toDeadline).toList());
    }

    /**
     * Takes the deadline away in the current transaction; true when it was still there, running and due, and so is this
     * caller's to carry out. Call it after locking the order: a freeze that came first has then paused it.
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
                .chain(session -> session.createNativeQuery(FINISH_ALL, UUID.class)
                        .setParameter("orders", orders(due))
                        .setParameter("ids", ids(due))
                        .getResultList())
                .map(Set::copyOf);
    }

    static String[] orders(List<Deadline> deadlines) {
        return deadlines.stream().map(Deadline::orderId).toArray(String[]::new);
    }

    static UUID[] ids(List<Deadline> deadlines) {
        return deadlines.stream().map(Deadline::id).toArray(UUID[]::new);
    }

    /** Puts a deadline that is being carried out off to another time, without counting a failure. */
    public Uni<Void> postpone(Deadline deadline, Instant dueAt) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("update DeadlineRow set dueAt = :due, claimedUntil = null"
                                + " where orderId = :order and id = :id")
                        .setParameter("due", dueAt)
                        .setParameter("order", deadline.orderId())
                        .setParameter("id", deadline.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Set<DeadlineKind> kinds(Predicate<DeadlineKind> which) {
        return Arrays.stream(DeadlineKind.values())
                .filter(which)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeadlineKind.class)));
    }
}
