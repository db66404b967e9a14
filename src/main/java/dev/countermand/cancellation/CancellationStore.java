package dev.countermand.cancellation;

import dev.countermand.cancellation.eligibility.KnownGoods;
import dev.countermand.cancellation.eligibility.NamedParcel;
import dev.countermand.cancellation.state.AskedUnits;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.query.Among;
import dev.countermand.database.query.Conditions;
import dev.countermand.database.query.Narrowing;
import dev.countermand.dispute.state.DisputedParcel;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Visible;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderStore;
import dev.countermand.order.OwningOrder;
import dev.countermand.order.units.UnitCounts;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cancellation requests in the database. */
@ApplicationScoped
class CancellationStore implements PanacheRepositoryBase<CancellationRow, CancellationRow.Key> {

    private final OrderStore orders;

    CancellationStore(OrderStore orders) {
        this.orders = orders;
    }

    /** A request with its units; no units mean the whole order. */
    record Loaded(CancellationRow row, Map<Integer, Integer> units) {

        /**
         * Where its parts stand. One that was written without saying so, by an import, is about what of its
         * units the order still has: all that is open while it is pending, all that no carrier has when contested.
         */
        AskedUnits asked(Order order) {
            if (row.parts != null) {
                return row.parts;
            }
            Map<Integer, Integer> there =
                    row.status == CancellationStatus.PENDING ? order.openUnits() : order.unaccepted();
            if (row.whole) {
                return AskedUnits.ask(there, order.openUnits());
            }
            return AskedUnits.ask(UnitCounts.min(units, there), order.openUnits());
        }
    }

    /** What is in a parcel of this order (P2); null when the order has no such parcel. */
    Uni<@Nullable NamedParcel> parcel(String orderId, UUID shipmentId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CancellationSql.PARCEL, Object[].class)
                        .setParameter("order", orderId)
                        .setParameter("shipment", shipmentId)
                        .getResultList())
                .map(rows -> {
                    if (rows.isEmpty()) {
                        return null;
                    }
                    Map<Integer, Integer> units = new TreeMap<>();
                    rows.stream()
                            .filter(row -> row[2] != null)
                            .forEach(row -> units.put(((Number) row[2]).intValue(), ((Number) row[3]).intValue()));
                    return new NamedParcel((Boolean) rows.getFirst()[0], (Boolean) rows.getFirst()[1], units);
                });
    }

    /** Writes a new request; the order, which is saved after it, tells of it. */
    Uni<Void> insert(Order order, CancellationRow row, Map<Integer, Integer> units) {
        row.begin(order);
        return write(row, units);
    }

    /** Writes a request out of a history, of which nothing is told. */
    Uni<Void> write(CancellationRow row, Map<Integer, Integer> units) {
        return Panache.getSession()
                .chain(session -> units.isEmpty()
                        ? session.persist(row)
                        : session.persist(row).call(session::flush).chain(() -> session.persistAll(lines(row, units))));
    }

    /** D1: the requests of this order whose refund waits for goods, oldest first. */
    Uni<List<CancellationRow>> awaiting(String orderId) {
        return list("orderId = :order and awaiting is not null order by id", Parameters.with("order", orderId));
    }

    /** The units of the order for which this refund still waits, by line. */
    Uni<Map<Integer, Integer>> awaitedUnits(Order order, CancellationRow row) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from CancellationLineRow where orderId = :order and cancellationId = :id and awaited"
                                        + " > 0",
                                CancellationLineRow.class)
                        .setParameter("order", row.orderId)
                        .setParameter("id", row.id)
                        .getResultList())
                .map(lines -> {
                    Map<Integer, Integer> units = new TreeMap<>();
                    for (CancellationLineRow line : lines) {
                        int still = line.awaitedOf(order.unitsLeft().getOrDefault(line.line, 0));
                        if (still > 0) {
                            units.put(line.line, still);
                        }
                    }
                    return units;
                });
    }

    /** The units for which any refund of this order still waits, by line. */
    Uni<Map<Integer, Integer>> awaitedUnits(Order order) {
        return awaitedUnits(List.of(order)).map(all -> all.getOrDefault(order.id(), Map.of()));
    }

    /** What it is decided by whether the order can be cancelled, with these parcels. */
    Uni<KnownGoods> known(Order order, List<DisputedParcel> parcels) {
        return awaitedUnits(order).map(awaited -> new KnownGoods(parcels, awaited, null));
    }

    /** The same of each of these orders that has any, in one statement; of none, where the law gives no right to any (D1). */
    Uni<Map<String, Map<Integer, Integer>>> awaitedUnits(List<Order> all) {
        Map<String, Order> lawful = all.stream()
                .filter(order -> order.withdrawalRight() != null)
                .collect(Collectors.toMap(Order::id, Function.identity()));
        if (lawful.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Among orders = Among.of("l.orderId", lawful.keySet());
        return Panache.getSession()
                .chain(session -> orders.bind(session.createSelectionQuery(
                                "select l from CancellationLineRow l join CancellationRow c on c.orderId = l.orderId and"
                                        + " c.id = l.cancellationId where " + orders + " and c.awaiting is not"
                                        + " null and l.awaited > 0",
                                CancellationLineRow.class))
                        .getResultList())
                .map(lines -> lines.stream()
                        .collect(Collectors.groupingBy(
                                line -> line.orderId,
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        its -> awaited(
                                                its, Objects.requireNonNull(lawful.get(its.getFirst().orderId)))))));
    }

    private static Map<Integer, Integer> awaited(List<CancellationLineRow> lines, Order order) {
        Map<Integer, Integer> left = order.unitsLeft();
        return UnitCounts.sum(lines.stream()
                .map(line -> Map.of(line.line, line.awaitedOf(left.getOrDefault(line.line, 0)))));
    }

    /**
     * Writes a request for these units, of which some have still to come back.
     *
     * @param beside units that will be left of each line beside those
     */
    Uni<Void> insert(
            Order order,
            CancellationRow row,
            Map<Integer, Integer> units,
            Map<Integer, Integer> awaited,
            Map<Integer, Integer> beside) {
        row.begin(order);
        Object[] lines = lines(row, units);
        for (Object each : lines) {
            CancellationLineRow line = (CancellationLineRow) each;
            line.awaited = awaited.getOrDefault(line.line, 0);
            line.beside = beside.getOrDefault(line.line, 0);
        }
        return Panache.getSession()
                .chain(session -> session.persist(row).call(session::flush).chain(() -> session.persistAll(lines)));
    }

    private static Object[] lines(CancellationRow row, Map<Integer, Integer> units) {
        return units.entrySet().stream()
                .map(unit -> {
                    CancellationLineRow line = new CancellationLineRow();
                    line.orderId = row.orderId;
                    line.cancellationId = row.id;
                    line.line = unit.getKey();
                    line.quantity = unit.getValue();
                    return line;
                })
                .toArray();
    }

    /**
     * The order a request belongs to, without loading the request: that is done once the order is locked. Refuses when there
     * is none.
     */
    Uni<String> orderOf(UUID id) {
        return OwningOrder.of("CancellationRow", id, "cancellation");
    }

    /** Its order for an act, locked; the request is loaded after it. Refuses when there is none, as {@link OrderAccess#lock} does. */
    Uni<Order> lock(OrderAccess access, Caller caller, UUID id) {
        return access.lockOwning(caller, "CancellationRow", id, "cancellation");
    }

    Uni<@Nullable Loaded> find(String orderId, UUID id) {
        return findById(new CancellationRow.Key(orderId, id))
                .chain(row -> row == null
                        ? Uni.createFrom().nullItem()
                        : withUnits(List.of(row)).map(List::getFirst));
    }

    /** The request of this order that waits for somebody, if there is one. */
    Uni<@Nullable Loaded> open(Order order) {
        if (order.openRequest() == null) {
            return Uni.createFrom().nullItem();
        }
        return find("orderId = :order and status in (PENDING, CONTESTED)", Parameters.with("order", order.id()))
                .firstResult()
                .chain(row -> row == null
                        ? Uni.createFrom().nullItem()
                        : withUnits(List.of(row)).map(List::getFirst));
    }

    Uni<List<Loaded>> byIds(List<UUID> ids) {
        Among among = Among.of("id", ids);
        return list(among.toString(), among.parameters()).chain(CancellationStore::withUnits);
    }

    /** All requests of these orders, oldest first. */
    Uni<List<Loaded>> ofOrders(List<String> orderIds) {
        Among orders = Among.of("orderId", orderIds);
        return list(orders + " order by orderId, id", orders.parameters()).chain(CancellationStore::withUnits);
    }

    /** A page, oldest first. */
    Uni<Page<SeenCancellation>> page(Visible whose, Narrowing<CancellationStatus> narrowing, PageRequest page) {
        boolean sellersView = whose instanceof Visible.OfSeller;
        Conditions where = narrowing.of("c", whose).behind("id", page.afterId());
        return Panache.getSession()
                .chain(session -> where.query(session, "from CancellationRow c", "c.id", CancellationRow.class)
                        .setMaxResults(page.fetch())
                        .getResultList())
                .chain(CancellationStore::withUnits)
                .chain(found -> orders.briefs(
                                found.stream().map(item -> item.row().orderId).collect(Collectors.toSet()))
                        .map(briefs -> Page.of(
                                        found, page, item -> item.row().id.toString())
                                .map(item -> new SeenCancellation(
                                        item,
                                        Objects.requireNonNull(briefs.get(item.row().orderId))
                                                .currency(),
                                        sellersView,
                                        null))));
    }

    private static Uni<List<Loaded>> withUnits(List<CancellationRow> rows) {
        List<UUID> parts =
                rows.stream().filter(row -> !row.whole).map(row -> row.id).toList();
        if (parts.isEmpty()) {
            return Uni.createFrom()
                    .item(rows.stream().map(row -> new Loaded(row, Map.of())).toList());
        }
        Among orders = Among.of(
                "orderId", rows.stream().map(row -> row.orderId).distinct().toList());
        Among requests = Among.of("cancellationId", parts);
        return Panache.getSession()
                .chain(session -> requests.bind(orders.bind(session.createSelectionQuery(
                                "from CancellationLineRow where " + orders + " and " + requests,
                                CancellationLineRow.class)))
                        .getResultList())
                .map(lines -> {
                    Map<UUID, Map<Integer, Integer>> units = new LinkedHashMap<>();
                    lines.forEach(line -> units.computeIfAbsent(line.cancellationId, ignored -> new TreeMap<>())
                            .put(line.line, line.quantity));
                    List<Loaded> loaded = new ArrayList<>();
                    rows.forEach(row -> loaded.add(new Loaded(row, units.getOrDefault(row.id, Map.of()))));
                    return List.copyOf(loaded);
                });
    }
}
