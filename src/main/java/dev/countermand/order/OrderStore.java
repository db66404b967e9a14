package dev.countermand.order;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.database.query.Conditions;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Visible;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.catalogue.Policies;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Orders in the database. Every act on an order locks its row first, so two acts on one order follow each other. */
@ApplicationScoped
public class OrderStore implements PanacheRepositoryBase<OrderRow, String> {

    private static final String THEIRS = "orderId = :order and (buyerId = :buyer or sellerId = :seller)";

    /** The keys as one array, so that the statement is the same for any number. */
    private static final String OF_IDS = "from OrderRow where cast(sql('? = any(?)', orderId, :ids) as Boolean) = true";

    private final OrderLineStore lines;
    private final Journal journal;
    private final Deadlines deadlines;
    private final Policies policies;

    OrderStore(OrderLineStore lines, Journal journal, Deadlines deadlines, Policies policies) {
        this.lines = lines;
        this.journal = journal;
        this.deadlines = deadlines;
        this.policies = policies;
    }

    /** The order as it is, for reading; null when there is none. */
    public Uni<@Nullable Order> find(String id) {
        return findById(id).chain(this::withLines);
    }

    /**
     * The order as it is, if it is this person's as a buyer or as a seller; null otherwise. For what is somebody else's and
     * for what is not there the database is asked the same and finds nothing.
     *
     * @param buyer the id of a buyer, empty when they are none
     * @param seller the id of a seller, empty when they are none
     */
    Uni<@Nullable Order> findOf(String id, Optional<String> buyer, Optional<String> seller) {
        return find(THEIRS, theirs(id, buyer, seller)).firstResult().chain(this::withLines);
    }

    /** Whether it is theirs, as {@link #findOf} has it. */
    Uni<Boolean> isOf(String id, Optional<String> buyer, Optional<String> seller) {
        return count(THEIRS, theirs(id, buyer, seller)).map(found -> found > 0);
    }

    private static Parameters theirs(String id, Optional<String> buyer, Optional<String> seller) {
        // Nobody's id is empty.
        return Parameters.with("order", id).and("buyer", buyer.orElse("")).and("seller", seller.orElse(""));
    }

    /** The order with its row locked until the transaction ends; refuses when there is none. */
    @NeedsTransaction
    public Uni<Order> lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .chain(this::withLines)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("order").asException());
    }

    /**
     * The same, by a row that belongs to it, without loading that: this is done once the order is locked. Refuses when there is
     * no such row.
     *
     * @param entity the row's name in HQL; it has {@code id} and {@code orderId}
     * @param noun what the caller knows it as, such as "dispute"
     */
    @NeedsTransaction
    public Uni<Order> lockOwning(String entity, UUID id, String noun) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from OrderRow where orderId = (select r.orderId from " + entity
                                        + " r where r.id = :id)",
                                OrderRow.class)
                        .setParameter("id", id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .chain(this::withLines)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound(noun).asException());
    }

    /**
     * A page of orders by id.
     *
     * @param filter whose, and equal values by field
     */
    public Uni<List<Order>> page(Filter filter, @Nullable String after, int limit) {
        return list(where(filter).behind("orderId", after), "o.orderId", limit);
    }

    private static Conditions where(Filter filter) {
        return Conditions.of("o", filter.whose())
                .is("buyerId", filter.buyerId())
                .is("sellerId", filter.sellerId())
                .is("status", filter.status())
                .is("frozen", filter.frozen());
    }

    /** With conditions that are there or not, which Panache has no words for. */
    private Uni<List<Order>> list(Conditions where, String order, int limit) {
        return Panache.getSession()
                .chain(session -> where.query(session, "from OrderRow o", order, OrderRow.class)
                        .setMaxResults(limit)
                        .getResultList())
                .chain(rows -> lines.of(rows.stream().map(row -> row.orderId).toList())
                        .map(all -> OrderRow.toOrders(rows, all, policies)));
    }

    /**
     * A page of a buyer's or a seller's orders, the newest first; the closed ones are there, too (A1).
     *
     * @param after the last order of the page before
     */
    public Uni<List<Order>> newest(Filter filter, @Nullable Order after, int limit) {
        Conditions where = where(filter);
        if (after != null) {
            // The first half lets the index begin at the right place.
            where.and(
                    "o.placedAt <= :placed and (o.placedAt < :placed or o.orderId > :after)",
                    Map.of("placed", after.terms().placedAt(), "after", after.id()));
        }
        return list(where, "o.placedAt desc, o.orderId", limit);
    }

    /** These orders as they are, by id, for reading; in two statements. */
    public Uni<Map<String, Order>> all(Collection<String> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_IDS, OrderRow.class)
                        .setParameter("ids", ids.toArray(String[]::new))
                        .getResultList())
                .chain(rows -> lines.of(rows.stream().map(row -> row.orderId).toList())
                        .map(all -> OrderRow.toOrders(rows, all, policies)))
                .map(orders -> orders.stream().collect(Collectors.toMap(Order::id, Function.identity())));
    }

    /** What other rooms' lists show of an order beside their own. */
    public record Brief(Currency currency, boolean frozen, String buyerId, String market, int policyVersion) {}

    /** The briefs of these orders, by id, in one statement that reads no more of them. */
    public Uni<Map<String, Brief>> briefs(Collection<String> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                // The keys as one array, so that the statement is the same for any number.
                                "select orderId, currency, frozen, buyerId, market, policyVersion from OrderRow"
                                        + " where cast(sql('? = any(?)', orderId, :ids) as Boolean) = true",
                                Object[].class)
                        .setParameter("ids", ids.toArray(String[]::new))
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> (String) row[0],
                                row -> new Brief(
                                        Currency.getInstance((String) row[1]),
                                        (Boolean) row[2],
                                        (String) row[3],
                                        (String) row[4],
                                        (Integer) row[5]))));
    }

    /** Whose orders a list may show, and to what it is narrowed. */
    public record Filter(
            Visible whose,
            Optional<String> buyerId,
            Optional<String> sellerId,
            Optional<OrderStatus> status,
            Optional<Boolean> frozen) {

        /** All that this reader may see. */
        public static Filter all(Visible whose) {
            return new Filter(whose, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Whether it is one buyer's or one seller's, be it because they are the reader. */
        public boolean ofOne() {
            return !(whose instanceof Visible.Everybodys) || buyerId.isPresent() || sellerId.isPresent();
        }
    }

    /** Writes a new order. */
    @NeedsTransaction
    public Uni<Order> insert(Order order) {
        // What made it so is history, or in the event that tells of the new order.
        order.tellings().forget();
        return persistAndFlush(OrderRow.of(order))
                .chain(() -> lines.insert(order))
                .replaceWith(order);
    }

    /**
     * Saves what an act changed, with its audit entry and its event, and with one of each for everything else that it
     * moved ({@link Order#tell}).
     *
     * @param event type of the event, for example {@code order.paid}
     * @param object the thing inside the order that it is about
     */
    @NeedsTransaction
    public Uni<Order> save(Order order, Actor by, Instant now, String event, String object, Map<String, Object> data) {
        order.changed(by, now);
        return findById(order.id())
                .call(() -> lines.save(order))
                .invoke(row -> row.take(order))
                .call(() -> flush())
                .invoke(row -> order.version = row.version)
                .chain(() -> Steps.when(order.waitsForNothing(), () -> deadlines.dropAll(order.id())))
                .chain(() -> Steps.when(
                        // A20a: what is left of it is paid for, so it does not close unpaid.
                        order.begunByLeaving, () -> deadlines.drop(order.id(), Set.of(DeadlineKind.CLOSE_UNPAID))))
                .chain(() -> journal.write(order.tellings()
                        .with(new Act(by, event, order.id(), object, order.version, now, data), order.facts())))
                .replaceWith(order);
    }

    /**
     * Writes what has moved and changed nothing of the order itself, or has moved since it was saved: because of the act
     * that it was saved with, and by whoever did that.
     *
     * @param otherwise who it was where there was no such act
     */
    @NeedsTransaction
    public Uni<Void> tell(Order order, Actor otherwise, Instant now) {
        return Steps.when(
                !order.tellings().none(),
                () -> journal.write(order.tellings()
                        .rest(new Act(otherwise, "", order.id(), "", order.version, now, Map.of()), order.facts())));
    }

    /** Keeps what was worked out anew of an order's units (P1): no act of its own, so no version of the order. */
    @NeedsTransaction
    public Uni<Void> keepUnits(Order order) {
        return lines.save(order);
    }

    private Uni<@Nullable Order> withLines(@Nullable OrderRow row) {
        return row == null ? Uni.createFrom().nullItem() : lines.of(row.orderId).map(all -> row.toOrder(all, policies));
    }
}
