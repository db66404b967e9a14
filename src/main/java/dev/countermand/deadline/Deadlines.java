package dev.countermand.deadline;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.database.query.Among;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.common.AffectedEntities;
import org.jspecify.annotations.Nullable;

/** Sets, moves and drops deadlines, together with the act that causes it. */
@ApplicationScoped
public class Deadlines implements PanacheRepositoryBase<DeadlineRow, DeadlineRow.Key> {

    /** What has changed of anything else is written when the act is whole, not before these statements. */
    private static final AffectedEntities DEADLINES = new AffectedEntities(DeadlineRow.class);

    private static final String NAMED = "orderId = :order and kind = :kind and subject = :subject";
    private static final String STANDING_STILL = written(DeadlineKind.standingStill());
    private static final String SHOWN_OF_ORDERS = written(DeadlineKind.shownOfOrders());

    /**
     * Sets a deadline that does not exist yet for this order, kind and subject.
     *
     * @param pausedAt since when it stands still, because its order is frozen ({@code Order.pausedSince}); else null
     */
    @NeedsTransaction
    public Uni<Void> set(
            String orderId, DeadlineKind kind, String subject, Instant dueAt, Instant now, @Nullable Instant pausedAt) {
        DeadlineRow row = new DeadlineRow();
        row.orderId = orderId;
        row.id = Ids.next(now);
        row.kind = kind;
        row.subject = subject;
        row.dueAt = dueAt;
        row.pausedAt = kind.standsStillWhenFrozen() ? pausedAt : null;
        return persist(row).replaceWithVoid();
    }

    /** The same, for one that may be there already: then it stays as it is. */
    @NeedsTransaction
    public Uni<Void> setOnce(
            String orderId, DeadlineKind kind, String subject, Instant dueAt, Instant now, @Nullable Instant pausedAt) {
        return dueAt(orderId, kind, subject)
                .chain(there -> Steps.when(there == null, () -> set(orderId, kind, subject, dueAt, now, pausedAt)));
    }

    /** The same, for one that may be there already: then it is due at the earlier time of both. */
    @NeedsTransaction
    public Uni<Void> setAtLatest(
            String orderId, DeadlineKind kind, String subject, Instant dueAt, Instant now, @Nullable Instant pausedAt) {
        return dueAt(orderId, kind, subject)
                .chain(there -> there == null
                        ? set(orderId, kind, subject, dueAt, now, pausedAt)
                        : there.isAfter(dueAt)
                                ? shift(orderId, kind, subject, Duration.between(there, dueAt))
                                : Steps.nothing());
    }

    /**
     * A deadline as it should be.
     *
     * @param dueAt when, if it is not there yet
     * @param moves whether one that is there, and was due before, is due then, too
     */
    public record Wanted(DeadlineKind kind, String subject, Instant dueAt, boolean moves) {}

    /**
     * Makes what runs what should run: sets what is missing, moves what is to move, and drops what of these kinds nobody
     * wants. What is there otherwise keeps its time.
     *
     * @param kinds those that do not run unless they are wanted
     * @param pausedAt since when it stands still, because its order is frozen ({@code Order.pausedSince}); else null
     */
    @NeedsTransaction
    public Uni<Void> keep(
            String orderId, Set<DeadlineKind> kinds, List<Wanted> wanted, Instant now, @Nullable Instant pausedAt) {
        return running(orderId).chain(running -> {
            Map<String, Running> there = new HashMap<>();
            running.forEach(one -> there.put(key(one.kind(), one.subject()), one));
            List<Running> unwanted = new ArrayList<>(running);
            unwanted.removeIf(one -> !kinds.contains(one.kind())
                    || wanted.stream()
                            .anyMatch(each ->
                                    each.kind() == one.kind() && each.subject().equals(one.subject())));
            return Steps.inTurn(unwanted, one -> drop(orderId, one.id()))
                    .chain(() -> Steps.inTurn(wanted, each -> {
                        Running one = there.get(key(each.kind(), each.subject()));
                        return one == null
                                ? set(orderId, each.kind(), each.subject(), each.dueAt(), now, pausedAt)
                                : Steps.when(
                                        each.moves() && each.dueAt().isAfter(one.dueAt()),
                                        () -> move(orderId, one.id(), each.dueAt(), pausedAt));
                    }));
        });
    }

    private record Running(UUID id, DeadlineKind kind, String subject, Instant dueAt) {}

    private static String key(DeadlineKind kind, String subject) {
        return kind + " " + subject;
    }

    private static Uni<List<Running>> running(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select id, kind, subject, dueAt from DeadlineRow where orderId = :order and kind in ("
                                        + STANDING_STILL + ")",
                                Object[].class)
                        .setParameter("order", orderId)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row ->
                                new Running((UUID) row[0], (DeadlineKind) row[1], (String) row[2], (Instant) row[3]))
                        .toList());
    }

    private Uni<Void> drop(String orderId, UUID id) {
        return delete("orderId = :order and id = :id", of(orderId).and("id", id))
                .replaceWithVoid();
    }

    /** What is left of one that stands still is counted from now on. */
    private Uni<Void> move(String orderId, UUID id, Instant dueAt, @Nullable Instant pausedAt) {
        return update(
                        "dueAt = :due, pausedAt = :paused where orderId = :order and id = :id",
                        of(orderId).and("id", id).and("due", dueAt).and("paused", pausedAt))
                .replaceWithVoid();
    }

    /** When the first of these is due; null when there is none. */
    public Uni<@Nullable Instant> dueAt(String orderId, DeadlineKind kind, String subject) {
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
    @NeedsTransaction
    public Uni<Void> set(String orderId, DeadlineKind kind, String subject, Instant dueAt, Instant now) {
        return set(orderId, kind, subject, dueAt, now, null);
    }

    /** Moves a deadline by so much, if it is there: what it counts from happened at another time than was thought. */
    @NeedsTransaction
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
    @NeedsTransaction
    public Uni<Void> drop(String orderId, Set<DeadlineKind> kinds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DeadlineSql.DROP_KINDS, DEADLINES)
                        .setParameter("order", orderId)
                        .setParameter("kinds", names(kinds))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Drops one deadline of one thing inside the order, if it is there. */
    @NeedsTransaction
    public Uni<Void> drop(String orderId, DeadlineKind kind, String subject) {
        return delete(NAMED, of(orderId).and("kind", kind).and("subject", subject))
                .replaceWithVoid();
    }

    /**
     * The same, if nobody has ever begun to carry it out: true when it was there and is gone, so that what it is for will
     * not be done and was not done.
     */
    @NeedsTransaction
    public Uni<Boolean> dropUntouched(String orderId, DeadlineKind kind, String subject) {
        return delete(
                        NAMED + " and claimedUntil is null and attempts = 0",
                        of(orderId).and("kind", kind).and("subject", subject))
                .map(dropped -> dropped == 1);
    }

    /** Whether there is a deadline of this kind for one thing inside the order. */
    public Uni<Boolean> runs(String orderId, DeadlineKind kind, String subject) {
        return dueAt(orderId, kind, subject).map(Objects::nonNull);
    }

    /** Drops the deadlines of one thing inside the order, because it has ended. */
    @NeedsTransaction
    public Uni<Void> dropOf(String orderId, String subject) {
        return delete("orderId = :order and subject = :subject", of(orderId).and("subject", subject))
                .replaceWithVoid();
    }

    /** The same, and with them the order's deadlines of these kinds, in one statement. */
    @NeedsTransaction
    public Uni<Void> dropOf(String orderId, String subject, Set<DeadlineKind> kinds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DeadlineSql.DROP_OF, DEADLINES)
                        .setParameter("order", orderId)
                        .setParameter("subject", subject)
                        .setParameter("kinds", names(kinds))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Drops every deadline that an order which has ended no longer needs; refunds under way keep theirs. */
    @NeedsTransaction
    public Uni<Void> dropAll(String orderId) {
        return drop(orderId, DeadlineKind.standingStill());
    }

    /** {@link #dropAll(String)} for many orders, in one statement. */
    @NeedsTransaction
    public Uni<Void> dropAll(List<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Steps.nothing();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DeadlineSql.DROP_ALL)
                        .setParameter("orders", orderIds.toArray(String[]::new))
                        .setParameter("kinds", names(DeadlineKind.standingStill()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** One deadline of one thing inside an order. */
    public record Named(String orderId, DeadlineKind kind, String subject) {}

    /** {@link #drop(String, DeadlineKind, String)} for many, in one statement. */
    @NeedsTransaction
    public Uni<Void> dropEach(Collection<Named> gone) {
        return Steps.when(
                !gone.isEmpty(),
                () -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(DeadlineSql.DROP_EACH)
                                .setParameter("orders", texts(gone, Named::orderId))
                                .setParameter(
                                        "kinds", texts(gone, one -> one.kind().name()))
                                .setParameter("subjects", texts(gone, Named::subject))
                                .executeUpdate()));
    }

    /** {@link #setOnce} for many, in one statement; only for kinds that no freeze holds up (A25). */
    @NeedsTransaction
    public Uni<Void> setEach(Map<Named, Instant> wanted, Instant now) {
        return each(DeadlineSql.SET_EACH, wanted, now);
    }

    /** The same, for those that may be there already and begin anew: what they were is gone. */
    @NeedsTransaction
    public Uni<Void> replaceEach(Map<Named, Instant> wanted, Instant now) {
        return each(DeadlineSql.REPLACE_EACH, wanted, now);
    }

    private static Uni<Void> each(String statement, Map<Named, Instant> wanted, Instant now) {
        if (wanted.keySet().stream().anyMatch(one -> one.kind().standsStillWhenFrozen())) {
            throw new IllegalArgumentException("An order may be frozen, and stand still: " + wanted.keySet());
        }
        // The same order in both views of the map.
        return Steps.when(
                !wanted.isEmpty(),
                () -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(statement)
                                .setParameter("orders", texts(wanted.keySet(), Named::orderId))
                                .setParameter(
                                        "ids",
                                        wanted.keySet().stream()
                                                .map(one -> Ids.next(now))
                                                .toArray(UUID[]::new))
                                .setParameter(
                                        "kinds",
                                        texts(wanted.keySet(), one -> one.kind().name()))
                                .setParameter("subjects", texts(wanted.keySet(), Named::subject))
                                .setParameter("due", texts(wanted.values(), Instant::toString))
                                .executeUpdate()));
    }

    /** An array, so that the statement is the same for any number: with a list it would be translated anew at each call. */
    private static String[] names(Set<DeadlineKind> kinds) {
        return kinds.stream().map(Enum::name).toArray(String[]::new);
    }

    private static <T> String[] texts(Collection<T> things, Function<T, String> text) {
        return things.stream().map(text).toArray(String[]::new);
    }

    /** The deadlines of these orders that belong to the order itself and may be seen, soonest first. */
    public Uni<List<Deadline>> ofOrders(List<String> orderIds) {
        Among orders = Among.of("orderId", orderIds);
        return list(orders + " and kind in (" + SHOWN_OF_ORDERS + ") order by dueAt, id", orders.parameters())
                .map(rows -> rows.stream().map(DeadlineRow::toDeadline).toList());
    }

    /** Written out, so that the query is translated once; a kind that only another release knows is never read. */
    private static String written(Set<DeadlineKind> kinds) {
        return kinds.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static Parameters of(String orderId) {
        return Parameters.with("order", orderId);
    }
}
