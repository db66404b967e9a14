package dev.countermand.shipment;

import dev.countermand.database.Steps;
import dev.countermand.database.query.Among;
import dev.countermand.order.Order;
import dev.countermand.order.OwningOrder;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.ParcelOfOrder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Shipments and carrier events in the database. */
@ApplicationScoped
public class ShipmentStore implements PanacheRepositoryBase<ShipmentRow, ShipmentRow.Key> {

    /** The shipments of these orders, in the order of declaration. */
    public Uni<List<Shipment>> ofOrders(List<String> orderIds) {
        return rows(orderIds)
                .map(rows -> rows.stream().map(ShipmentRow::toShipment).toList());
    }

    private Uni<List<ShipmentRow>> rows(List<String> orderIds) {
        Among among = Among.of("orderId", orderIds);
        return list(among + " order by orderId, declaredAt, id", among.parameters());
    }

    /**
     * A shipment as it is seen.
     *
     * @param parcel with the units that are in it
     */
    public record Seen(Shipment shipment, Parcel parcel) {}

    /** The shipments of these orders with what is in them, by order and in the order of declaration, in two statements. */
    public Uni<Map<String, List<Seen>>> seen(List<Order> orders) {
        List<String> ids = orders.stream().map(Order::id).toList();
        return rows(ids)
                .chain(rows -> linesToRead(ids).map(lines -> {
                    Map<String, List<ShipmentRow>> rowsOf =
                            rows.stream().collect(Collectors.groupingBy(row -> row.orderId));
                    Map<String, List<ShipmentLineRow>> linesOf =
                            lines.stream().collect(Collectors.groupingBy(line -> line.orderId));
                    Map<String, List<Seen>> seen = new HashMap<>();
                    for (Order order : orders) {
                        seen.put(
                                order.id(),
                                seen(
                                        order,
                                        rowsOf.getOrDefault(order.id(), List.of()),
                                        linesOf.getOrDefault(order.id(), List.of())));
                    }
                    return seen;
                }));
    }

    private static List<Seen> seen(Order order, List<ShipmentRow> rows, List<ShipmentLineRow> lines) {
        Map<UUID, Parcel> parcels = new ParcelUnits(rows, lines)
                .settle(order.lines()).parcels().stream().collect(Collectors.toMap(Parcel::id, parcel -> parcel));
        return rows.stream()
                .map(row -> new Seen(row.toShipment(), Objects.requireNonNull(parcels.get(row.id))))
                .toList();
    }

    /** Nobody writes what was read so: who left which parcel is worked out for the reader, and kept by the act. */
    private static Uni<List<ShipmentLineRow>> linesToRead(List<String> orderIds) {
        Among among = Among.of("orderId", orderIds);
        return Panache.getSession()
                .chain(session -> among.bind(session.createSelectionQuery(
                                "from ShipmentLineRow where " + among + " order by orderId, shipmentId, line",
                                ShipmentLineRow.class))
                        .setReadOnly(true)
                        .getResultList());
    }

    /** Writes a shipment that is new, with the units in it. */
    Uni<Void> insert(ShipmentRow row, Map<Integer, Integer> units) {
        Object[] lines = units.entrySet().stream()
                .map(unit -> {
                    ShipmentLineRow line = new ShipmentLineRow();
                    line.orderId = row.orderId;
                    line.shipmentId = row.id;
                    line.line = unit.getKey();
                    line.quantity = unit.getValue();
                    return line;
                })
                .toArray();
        return Panache.getSession()
                .chain(session -> session.persist(row).call(session::flush).chain(() -> session.persistAll(lines)));
    }

    /** What is in the parcels of an order, in this session. */
    Uni<List<ShipmentLineRow>> lines(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from ShipmentLineRow where orderId = :order order by shipmentId, line",
                                ShipmentLineRow.class)
                        .setParameter("order", orderId)
                        .getResultList());
    }

    /**
     * P2: these units of these parcels leave the order; the caller takes them out of the order itself.
     *
     * @param units by parcel, and by line
     * @return how many of them were still there, by line; all of a parcel of which nobody has said what is in it
     */
    public Uni<Map<Integer, Integer>> takeOut(String orderId, Map<UUID, Map<Integer, Integer>> units) {
        return lines(orderId).map(lines -> {
            List<Map<Integer, Integer>> taken = new ArrayList<>();
            Set<UUID> known = new HashSet<>();
            for (ShipmentLineRow line : lines) {
                known.add(line.shipmentId);
                int wanted = units.getOrDefault(line.shipmentId, Map.of()).getOrDefault(line.line, 0);
                int leaves = Math.min(wanted, line.held());
                line.gone += leaves;
                taken.add(Map.of(line.line, leaves));
            }
            units.forEach((parcel, inside) -> {
                if (!known.contains(parcel)) {
                    taken.add(inside);
                }
            });
            return UnitCounts.sum(taken.stream());
        });
    }

    /**
     * C2, L2: somebody who was there has handed these parcels over: the buyer has what is in them, and nobody looks for scans.
     *
     * @return those of them that no carrier had taken over before
     */
    public Uni<List<UUID>> handOver(String orderId, Set<UUID> parcels, Instant at) {
        return rows(orderId)
                .map(rows -> rows.stream()
                        .filter(row -> parcels.contains(row.id))
                        .filter(row -> {
                            boolean unseen = row.acceptedAt == null;
                            row.begins();
                            row.handedOverAt = at;
                            row.lostAt = null;
                            row.settled = true;
                            return unseen;
                        })
                        .map(row -> row.id)
                        .toList());
    }

    /** How many units have left the order of those that were in a parcel (P1). */
    Uni<Integer> goneFrom(String orderId, UUID shipmentId) {
        return lines(orderId)
                .map(lines -> lines.stream()
                        .filter(line -> line.shipmentId.equals(shipmentId))
                        .mapToInt(line -> line.gone)
                        .sum());
    }

    /** The rows of an order, in this session. */
    Uni<List<ShipmentRow>> rows(String orderId) {
        return list("orderId = :order order by declaredAt, id", Parameters.with("order", orderId));
    }

    /** One of them. */
    Uni<ShipmentRow> row(String orderId, UUID id) {
        return findById(new ShipmentRow.Key(orderId, id));
    }

    /** The order a shipment belongs to, without loading anything. Refuses when there is none. */
    public Uni<String> orderOf(UUID shipmentId) {
        return OwningOrder.of("ShipmentRow", shipmentId, "shipment");
    }

    /** The orders that name one of these numbers, or for which it is proposed (P4), in one statement. */
    public Uni<List<ParcelOfOrder>> ordersWith(Set<ParcelNumber> numbers) {
        return ParcelOfOrder.with(numbers, ShipmentSql.ORDERS_WITH);
    }

    /** Nothing about the shipments of these orders needs to be looked for any more; none of them is in this session. */
    Uni<Void> settle(List<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Steps.nothing();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ShipmentSql.SETTLE)
                        .setParameter("orders", orderIds.toArray(String[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Something happened to the order that may throw another light on its shipments. */
    public Uni<Void> touch(String orderId, Instant now) {
        return rows(orderId)
                .invoke(rows -> rows.forEach(row -> row.changedAt = now))
                .replaceWithVoid();
    }
}
