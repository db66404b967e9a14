package dev.countermand.shipment;

import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderService;
import dev.countermand.order.OrderStatus;
import dev.countermand.order.OrderStore;
import dev.countermand.order.RequestState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all that a carrier has said of a parcel means for an order, whenever it is worked out and however often. */
@ApplicationScoped
class ParcelProgress {

    static final Actor CARRIER = Actor.system("carrier");

    private final ShipmentStore store;
    private final CarrierEventStore events;
    private final OrderStore orders;
    private final OrderService service;
    private final PendingRequests requests;
    private final Deadlines deadlines;
    private final Instance<CarrierObserver> observers;
    private final Instance<PickupObserver> pickups;
    private final InstantSource clock;

    ParcelProgress(
            ShipmentStore store,
            CarrierEventStore events,
            OrderStore orders,
            OrderService service,
            PendingRequests requests,
            Deadlines deadlines,
            Instance<CarrierObserver> observers,
            Instance<PickupObserver> pickups,
            InstantSource clock) {
        this.store = store;
        this.events = events;
        this.orders = orders;
        this.service = service;
        this.requests = requests;
        this.deadlines = deadlines;
        this.observers = observers;
        this.pickups = pickups;
        this.clock = clock;
    }

    /** Works out what all events of a number mean for an order, which the caller has locked. */
    Uni<Order> apply(Order order, ParcelNumber number) {
        return events.of(number)
                .flatMap(told -> told.isEmpty()
                        ? Uni.createFrom().item(order)
                        : store.rows(order.id()).flatMap(rows -> {
                            ParcelHistory history = ParcelHistory.of(told, service.earliestScan(order));
                            Instant before = lastDelivery(rows);
                            Uni<Void> chain = Uni.createFrom().voidItem();
                            for (ShipmentRow row : rows) {
                                if (row.number().equals(number)) {
                                    chain = chain.flatMap(ignored -> update(order, row, history));
                                }
                            }
                            return chain.flatMap(ignored -> readyToFetch(order, history))
                                    .flatMap(ignored -> delivered(order, before, lastDelivery(rows)))
                                    .replaceWith(order);
                        }));
    }

    private Uni<Void> update(Order order, ShipmentRow row, ParcelHistory history) {
        boolean known = row.acceptedAt != null;
        summarise(row, history);
        Instant accepted = history.acceptedAt();
        if (accepted == null || order.status().ended()) {
            return store.flush();
        }
        Instant now = Timestamps.now(clock);
        return known ? earlier(order, row, accepted, now) : accepted(order, row, accepted, now);
    }

    private Uni<Void> accepted(Order order, ShipmentRow row, Instant at, Instant now) {
        Uni<Void> requestEnds = order.openRequest() == RequestState.CONTESTED
                ? requests.tooLate(order, now)
                : Uni.createFrom().voidItem();
        return requestEnds
                .invoke(() -> order.carrierAccepted(at))
                .flatMap(ignored -> deadlines.dropOf(order.id(), row.id.toString()))
                .flatMap(ignored -> store.flush())
                .flatMap(ignored ->
                        orders.save(order, CARRIER, now, "shipment.accepted", "shipments/" + row.id, data(order, row)))
                .flatMap(ignored -> tellObservers(order, row.toShipment(), now));
    }

    /** An earlier scan may be told later: the order is put right, but nothing else follows from it any more. */
    private Uni<Void> earlier(Order order, ShipmentRow row, Instant at, Instant now) {
        Instant first = order.acceptedAt();
        if (first != null && !at.isBefore(first)) {
            return store.flush();
        }
        order.carrierAccepted(at);
        return store.flush()
                .flatMap(ignored ->
                        orders.save(order, CARRIER, now, "shipment.corrected", "shipments/" + row.id, data(order, row)))
                .replaceWithVoid();
    }

    private Uni<Void> readyToFetch(Order order, ParcelHistory history) {
        ParcelHistory.Event ready = history.outForDelivery();
        if (ready == null || order.status() != OrderStatus.IN_TRANSIT) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (PickupObserver observer : pickups) {
            chain = chain.flatMap(ignored -> observer.ready(order, ready.occurredAt()));
        }
        return chain;
    }

    static void summarise(ShipmentRow row, ParcelHistory history) {
        row.firstScanAt = history.firstScanAt();
        row.acceptedAt = history.acceptedAt();
        ParcelHistory.Event delivered = history.delivered();
        if (delivered != null) {
            row.deliveredAt = delivered.occurredAt();
            row.deliveredCountry = delivered.country();
            row.deliveredPostalCode = delivered.postalCode();
            row.settled = true;
        }
        ParcelHistory.Event last = history.last();
        if (last != null) {
            row.lastStatus = last.status().name();
            row.lastEventAt = last.occurredAt();
        }
    }

    private Uni<Void> tellObservers(Order order, Shipment shipment, Instant now) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (CarrierObserver observer : observers) {
            chain = chain.flatMap(ignored -> observer.accepted(order, shipment, now));
        }
        return chain;
    }

    /** When the last of all parcels was delivered; null while one is not. */
    private static @Nullable Instant lastDelivery(List<ShipmentRow> rows) {
        return rows.stream().anyMatch(row -> row.deliveredAt == null)
                ? null
                : rows.stream()
                        .map(row -> Objects.requireNonNull(row.deliveredAt))
                        .max(Instant::compareTo)
                        .orElse(null);
    }

    private Uni<Void> delivered(Order order, @Nullable Instant before, @Nullable Instant last) {
        if (last == null) {
            return Uni.createFrom().voidItem();
        }
        if (order.status() == OrderStatus.DELIVERED && before != null && before.equals(order.deliveredAt())) {
            return last.equals(before) ? Uni.createFrom().voidItem() : deliveredEarlier(order, before, last);
        }
        if (order.status() != OrderStatus.IN_TRANSIT) {
            return Uni.createFrom().voidItem();
        }
        Instant now = Timestamps.now(clock);
        order.delivered(last);
        Instant release = last.plus(service.policy(order).escrow().releaseAfterDelivery());
        Instant pausedAt = order.frozen() ? now : null;
        // A18: while a dispute is open the escrow does not run; it begins when the dispute ends.
        return (order.disputed()
                        ? Uni.createFrom().voidItem()
                        : deadlines.set(order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), release, now, pausedAt))
                .flatMap(ignored -> saveDelivered(order, now));
    }

    /** The delivery that was told first was not the first: the escrow's time (A18) begins with the first. */
    private Uni<Void> deliveredEarlier(Order order, Instant before, Instant last) {
        order.deliveredEarlier(last);
        return deadlines
                .shift(order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), Duration.between(before, last))
                .flatMap(ignored -> saveDelivered(order, Timestamps.now(clock)));
    }

    private Uni<Void> saveDelivered(Order order, Instant now) {
        return orders.save(
                        order, CARRIER, now, "order.delivered", "orders/" + order.id(), Map.of("orderId", order.id()))
                .replaceWithVoid();
    }

    /** Nothing about the order's shipments needs to be looked for any more. */
    Uni<Void> settle(String orderId) {
        return store.rows(orderId)
                .invoke(rows -> rows.forEach(row -> row.settled = true))
                .replaceWithVoid();
    }

    private static Map<String, Object> data(Order order, ShipmentRow row) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("shipmentId", row.id.toString());
        data.put("carrier", row.carrier);
        data.put("trackingNumber", row.trackingNumber);
        data.put("acceptedAt", String.valueOf(row.acceptedAt));
        data.put("status", order.status().name());
        return data;
    }
}
