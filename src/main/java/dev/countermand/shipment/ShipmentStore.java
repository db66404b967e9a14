package dev.countermand.shipment;

import dev.countermand.database.Steps;
import dev.countermand.order.OwningOrder;
import dev.countermand.shipment.correction.ShipmentNumbers;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.ParcelOfOrder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Shipments and carrier events in the database. */
@ApplicationScoped
public class ShipmentStore implements PanacheRepositoryBase<ShipmentRow, ShipmentRow.Key> {

    /** The shipments of these orders, in the order of declaration. */
    public Uni<List<Shipment>> ofOrders(List<String> orderIds) {
        return list("orderId in :orders order by orderId, declaredAt, id", Parameters.with("orders", orderIds))
                .map(rows -> rows.stream().map(ShipmentRow::toShipment).toList());
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

    /** How many units have left the order of those that were in a parcel (P1). */
    Uni<Integer> goneFrom(String orderId, UUID shipmentId) {
        return lines(orderId)
                .map(lines -> lines.stream()
                        .filter(line -> line.shipmentId.equals(shipmentId))
                        .mapToInt(line -> line.gone)
                        .sum());
    }

    /** What the carrier has of an order, in units by line. */
    Uni<Map<Integer, Integer>> acceptedUnits(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select l.line, sum(l.quantity - l.gone) from ShipmentLineRow l, ShipmentRow s"
                                        + " where s.orderId = :order and s.acceptedAt is not null"
                                        + " and l.orderId = s.orderId and l.shipmentId = s.id group by l.line",
                                Object[].class)
                        .setParameter("order", orderId)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> (Integer) row[0], row -> ((Number) row[1]).intValue())));
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
        return ParcelOfOrder.with(
                numbers,
                "select order_id, carrier, tracking_number from shipment where tracking_number = any(:numbers) union "
                        + ShipmentNumbers.PROPOSING + " order by order_id");
    }

    /** Nothing about the shipments of these orders needs to be looked for any more; none of them is in this session. */
    Uni<Void> settle(List<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Steps.nothing();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("update shipment set settled = true, version = version + 1"
                                + " where order_id = any(:orders) and not settled")
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
