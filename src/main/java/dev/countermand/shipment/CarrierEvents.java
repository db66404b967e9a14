package dev.countermand.shipment;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderService;
import dev.countermand.order.OrderStatus;
import dev.countermand.order.OrderStore;
import dev.countermand.order.RequestState;
import dev.countermand.shipment.ShipmentApi.CarrierEvent;
import dev.countermand.shipment.ShipmentApi.EventOutcome;
import dev.countermand.shipment.ShipmentApi.EventResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What carriers report. Events are appended first; what they mean for an order is then worked out from all events of the
 * number, so duplicates and any order of arrival end in the same shipment, and a crash between the two is healed by
 * sending the events again.
 */
@ApplicationScoped
public class CarrierEvents {

    static final Actor CARRIER = Actor.system("carrier");

    /** Clocks of carriers are worse than ours. */
    static final Duration CLOCK_TOLERANCE = Duration.ofHours(24);

    /** Numbers worked on beside each other. */
    static final int WIDTH = 4;

    private record Number(String carrier, String trackingNumber) {}

    private record Indexed(int index, CarrierEvent event) {}

    private final Sessions sessions;
    private final ShipmentStore store;
    private final OrderStore orders;
    private final OrderService service;
    private final TrackingNumbers numbers;
    private final PendingRequests requests;
    private final ReturnParcels returns;
    private final Deadlines deadlines;
    private final Instance<CarrierObserver> observers;
    private final Instance<PickupObserver> pickups;
    private final InstantSource clock;

    CarrierEvents(
            Sessions sessions,
            ShipmentStore store,
            OrderStore orders,
            OrderService service,
            TrackingNumbers numbers,
            PendingRequests requests,
            ReturnParcels returns,
            Deadlines deadlines,
            Instance<CarrierObserver> observers,
            Instance<PickupObserver> pickups,
            InstantSource clock) {
        this.sessions = sessions;
        this.store = store;
        this.orders = orders;
        this.service = service;
        this.numbers = numbers;
        this.requests = requests;
        this.returns = returns;
        this.deadlines = deadlines;
        this.observers = observers;
        this.pickups = pickups;
        this.clock = clock;
    }

    /** Takes a batch; refuses it as a whole only when not a single event can be taken. */
    Uni<List<EventResult>> take(List<CarrierEvent> events) {
        Instant now = Timestamps.now(clock);
        EventResult[] results = new EventResult[events.size()];
        Map<Number, List<Indexed>> byNumber = new LinkedHashMap<>();
        List<Refusal.FieldError> faults = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            CarrierEvent event = events.get(i);
            Refusal.FieldError fault = faultOf(i, event, now);
            if (fault == null) {
                Number number = new Number(event.carrier(), numbers.canonical(event.trackingNumber()));
                byNumber.computeIfAbsent(number, ignored -> new ArrayList<>()).add(new Indexed(i, event));
            } else {
                faults.add(fault);
                results[i] = new EventResult(event.id(), EventOutcome.REJECTED, fault.field() + " " + fault.message());
            }
        }
        if (byNumber.isEmpty()) {
            throw Refusal.invalid(faults).asException();
        }
        return sessions.forEach(
                        List.copyOf(byNumber.entrySet()),
                        WIDTH,
                        entry -> takeNumber(entry.getKey(), entry.getValue(), results, now))
                .replaceWith(() -> Arrays.asList(results));
    }

    private Refusal.@Nullable FieldError faultOf(int index, CarrierEvent event, Instant now) {
        String at = "[" + index + "].";
        return numbers.faultOf(event.carrier())
                .map(fault -> new Refusal.FieldError(at + "carrier", fault))
                .orElseGet(() -> event.occurredAt().isAfter(now.plus(CLOCK_TOLERANCE))
                        ? new Refusal.FieldError(at + "occurredAt", "must not be in the future")
                        : null);
    }

    private Uni<Void> takeNumber(Number number, List<Indexed> events, EventResult[] results, Instant now) {
        return sessions.inTransaction(() -> append(number, events, results, now).flatMap(ignored -> ordersOf(number)))
                .flatMap(orderIds -> {
                    Uni<Void> chain = Uni.createFrom().voidItem();
                    for (String orderId : orderIds) {
                        chain = chain.flatMap(ignored -> sessions.inTransaction(() -> orders.lock(orderId)
                                        .flatMap(order -> apply(order, number.carrier(), number.trackingNumber()))
                                        .flatMap(order -> returned(order, number)))
                                .replaceWithVoid());
                    }
                    return chain;
                });
    }

    /** A number belongs to a parcel that was sent to a buyer, or to one that goes back (A19). */
    private Uni<Set<String>> ordersOf(Number number) {
        return store.ordersWith(number.carrier(), number.trackingNumber())
                .flatMap(sent -> returns.ordersWith(number.carrier(), number.trackingNumber())
                        .map(back -> {
                            Set<String> both = new LinkedHashSet<>(sent);
                            both.addAll(back);
                            return both;
                        }));
    }

    private Uni<Void> returned(Order order, Number number) {
        return order.disputed()
                ? returns.moved(order, number.carrier(), number.trackingNumber())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> append(Number number, List<Indexed> events, EventResult[] results, Instant now) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (Indexed item : events) {
            chain = chain.flatMap(ignored -> store.append(number.carrier(), number.trackingNumber(), item.event(), now))
                    .invoke(stored -> results[item.index()] = new EventResult(
                            item.event().id(), stored ? EventOutcome.STORED : EventOutcome.DUPLICATE, null))
                    .replaceWithVoid();
        }
        return chain;
    }

    /** Works out what all events of a number mean for an order, which the caller has locked. */
    Uni<Order> apply(Order order, String carrier, String trackingNumber) {
        return store.events(carrier, trackingNumber)
                .flatMap(events -> events.isEmpty()
                        ? Uni.createFrom().item(order)
                        : store.rows(order.id()).flatMap(rows -> {
                            ParcelHistory history = ParcelHistory.of(
                                    events, service.earliestScan(order), service.numberBornAfter(order));
                            Uni<Void> chain = Uni.createFrom().voidItem();
                            for (ShipmentRow row : rows) {
                                if (row.carrier.equals(carrier) && row.trackingNumber.equals(trackingNumber)) {
                                    chain = chain.flatMap(ignored -> update(order, row, history));
                                }
                            }
                            return chain.flatMap(ignored -> readyToFetch(order, rows))
                                    .flatMap(ignored -> deliveredIfAllAre(order, rows))
                                    .flatMap(ignored -> tellOfMovement(order, rows))
                                    .replaceWith(order);
                        }));
    }

    private Uni<Void> update(Order order, ShipmentRow row, ParcelHistory history) {
        boolean newlyAccepted = row.acceptedAt == null && history.acceptedAt() != null;
        Instant now = Timestamps.now(clock);
        if (summarise(row, history)) {
            row.changedAt = now;
            row.moved = true;
        }
        if (!newlyAccepted || order.status().ended()) {
            return store.flush();
        }
        Uni<Void> requestEnds = order.openRequest() == RequestState.CONTESTED
                ? store.flush()
                        .flatMap(ignored -> store.acceptedUnits(order.id()))
                        .flatMap(units -> requests.accepted(order, units, now))
                : Uni.createFrom().voidItem();
        return requestEnds
                .invoke(() -> order.carrierAccepted(Objects.requireNonNull(history.acceptedAt())))
                .flatMap(ignored -> deadlines.dropOf(order.id(), row.id.toString()))
                .flatMap(ignored -> store.flush())
                .flatMap(ignored ->
                        orders.save(order, CARRIER, now, "shipment.accepted", "shipments/" + row.id, data(order, row)))
                .flatMap(ignored -> tellObservers(order, row.toShipment(), now));
    }

    /** The same for all parcels: one may have waited before the rest of the order was shipped (C2). */
    Uni<Void> readyToFetch(Order order) {
        return store.rows(order.id()).flatMap(rows -> readyToFetch(order, rows));
    }

    private Uni<Void> readyToFetch(Order order, List<ShipmentRow> rows) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        if (order.status() != OrderStatus.IN_TRANSIT) {
            return chain;
        }
        List<Shipment> parcels = rows.stream().map(ShipmentRow::toShipment).toList();
        for (PickupObserver observer : pickups) {
            for (ShipmentRow row : rows) {
                Instant since = row.lastEventAt;
                if (since != null && CarrierStatus.OUT_FOR_DELIVERY.name().equals(row.lastStatus)) {
                    chain = chain.flatMap(ignored -> observer.ready(order, since));
                }
            }
            if (parcels.stream()
                    .anyMatch(parcel -> CarrierStatus.RETURNED.name().equals(parcel.lastStatus()))) {
                chain = chain.flatMap(ignored -> observer.returned(order, parcels));
            }
        }
        return chain;
    }

    /** Whether anything changed that somebody may draw conclusions from. */
    static boolean summarise(ShipmentRow row, ParcelHistory history) {
        ParcelHistory.Event firstScan = history.firstScan();
        Instant firstScanAt = firstScan == null ? null : firstScan.occurredAt();
        boolean moved = !Objects.equals(row.firstScanAt, firstScanAt)
                || !Objects.equals(row.acceptedAt, history.acceptedAt())
                || (row.deliveredAt == null) != (history.delivered() == null);
        row.firstScanAt = firstScanAt;
        row.firstScanCountry = firstScan == null ? null : firstScan.country();
        row.acceptedAt = history.acceptedAt();
        ParcelHistory.Event delivered = history.delivered();
        if (delivered != null) {
            row.deliveredAt = delivered.occurredAt();
            row.deliveredCountry = delivered.country();
            row.deliveredPostalCode = delivered.postalCode();
        }
        ParcelHistory.Event last = history.last();
        if (last != null) {
            row.lastStatus = last.status().name();
            row.lastEventAt = last.occurredAt();
        }
        return moved;
    }

    /** What moved is looked at once more with all that is known, also of what was delivered meanwhile. */
    private Uni<Void> tellOfMovement(Order order, List<ShipmentRow> rows) {
        Instant now = Timestamps.now(clock);
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (ShipmentRow row : rows) {
            if (row.moved) {
                row.moved = false;
                for (CarrierObserver observer : observers) {
                    chain = chain.flatMap(ignored -> observer.moved(order, row.toShipment(), now));
                }
            }
        }
        return chain;
    }

    private Uni<Void> tellObservers(Order order, Shipment shipment, Instant now) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (CarrierObserver observer : observers) {
            chain = chain.flatMap(ignored -> observer.accepted(order, shipment, now));
        }
        return chain;
    }

    private Uni<Void> deliveredIfAllAre(Order order, List<ShipmentRow> rows) {
        if (order.status() != OrderStatus.IN_TRANSIT || rows.stream().anyMatch(row -> row.deliveredAt == null)) {
            return Uni.createFrom().voidItem();
        }
        Instant last = rows.stream()
                .map(row -> Objects.requireNonNull(row.deliveredAt))
                .max(Instant::compareTo)
                .orElseThrow();
        Instant now = Timestamps.now(clock);
        order.delivered(last);
        Instant release = last.plus(service.policy(order).escrow().releaseAfterDelivery());
        Instant pausedAt = order.frozen() ? now : null;
        // A18: while a dispute is open the escrow does not run; it begins when the dispute ends.
        return deadlines
                .drop(order.id(), Set.of(DeadlineKind.STORAGE_PERIOD))
                .flatMap(ignored -> order.disputed()
                        ? Uni.createFrom().voidItem()
                        : deadlines.set(order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), release, now, pausedAt))
                .flatMap(ignored -> orders.save(
                        order, CARRIER, now, "order.delivered", "orders/" + order.id(), Map.of("orderId", order.id())))
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
