package dev.countermand.order;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadlines;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.catalogue.Policies;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Many orders in one transaction, with as few statements as one. Only the machine works like this, never a person. */
@NeedsTransaction
@ApplicationScoped
class OrderBatches {

    /** The keys as one array, so that the statement is the same for any number and is prepared once. */
    private static final String IDLE =
            "from OrderRow o where cast(sql('? = any(?)', o.orderId, :orders) as Boolean) = true order by o.orderId";

    private static final String LINES_OF =
            "from OrderLineRow where cast(sql('? = any(?)', orderId, :orders) as Boolean) = true order by orderId, line";

    /** An order that was changed, and what its event says. */
    record Change(Order order, String event, Map<String, Object> data) {}

    private final Journal journal;
    private final Deadlines deadlines;
    private final Policies policies;

    OrderBatches(Journal journal, Deadlines deadlines, Policies policies) {
        this.journal = journal;
        this.deadlines = deadlines;
        this.policies = policies;
    }

    /**
     * Locks those that nobody else has locked at this moment. In the order of their keys and without waiting: no two
     * batches, and no act of a person, can block each other.
     */
    Uni<List<Order>> lockIdle(List<String> orderIds) {
        return lockIdle(orderIds, false);
    }

    /** The same for whoever changes nothing of the orders themselves: nobody looks whether they have changed. */
    Uni<List<Order>> lockIdleUnchanged(List<String> orderIds) {
        return lockIdle(orderIds, true);
    }

    private Uni<List<Order>> lockIdle(List<String> orderIds, boolean unchanged) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(IDLE, OrderRow.class)
                        .setParameter("orders", orderIds.toArray(String[]::new))
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .setReadOnly(unchanged)
                        .getResultList()
                        .chain(rows -> withLines(session, rows, unchanged)));
    }

    private Uni<List<Order>> withLines(Mutiny.Session session, List<OrderRow> rows, boolean unchanged) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(LINES_OF, OrderLineRow.class)
                .setReadOnly(unchanged)
                .setParameter("orders", rows.stream().map(row -> row.orderId).toArray(String[]::new))
                .getResultList()
                .map(lines -> OrderRow.toOrders(rows, lines, policies));
    }

    /** What {@link OrderStore#save} does, for many: each with its audit entry and its event, in this order. */
    Uni<Void> saveAll(List<Change> changes, Actor by, Instant now) {
        if (changes.isEmpty()) {
            return Steps.nothing();
        }
        return Panache.getSession()
                .chain(session -> {
                    changes.forEach(change -> take(session, change.order(), by, now));
                    // All at once and before any query, which would flush by itself.
                    return session.flush()
                            .invoke(() -> changes.forEach(
                                    change -> change.order().version = row(session, change.order()).version));
                })
                .chain(() -> deadlines.dropAll(changes.stream()
                        .map(Change::order)
                        .filter(order -> order.status().ended())
                        .map(Order::id)
                        .toList()))
                .chain(() -> journal.write(changes.stream()
                        .flatMap(change -> acts(change, by, now))
                        .toList()));
    }

    private static void take(Mutiny.Session session, Order order, Actor by, Instant now) {
        order.changed(by, now);
        row(session, order).take(order);
        for (OrderLine line : order.lines()) {
            session.getReference(OrderLineRow.class, new OrderLineRow.Key(order.id(), line.line()))
                    .take(line);
        }
    }

    /** In the session since the order was locked: no statement. */
    private static OrderRow row(Mutiny.Session session, Order order) {
        return session.getReference(OrderRow.class, order.id());
    }

    private static Stream<Act> acts(Change change, Actor by, Instant now) {
        Order order = change.order();
        Act act = new Act(by, change.event(), order.id(), "orders/" + order.id(), order.version, now, change.data());
        return order.tellings().with(act, order.facts()).stream();
    }
}
