package dev.countermand.shipment;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.shipment.correction.CorrectionRule;
import dev.countermand.shipment.correction.CorrectionRule.Why;
import dev.countermand.shipment.correction.NumberHistory;
import dev.countermand.shipment.correction.ShipmentNumber;
import dev.countermand.shipment.correction.ShipmentNumbers;
import dev.countermand.shipment.correction.ShipmentNumbers.Named;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.TrackingNumbers;
import dev.countermand.tracking.number.DecodedNumber;
import dev.countermand.tracking.number.NumberReading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * P4: the seller puts a mistyped number right until the carrier accepts, or proposes the right one while the order is frozen.
 * Times go on from the first declaration, which stays on record with its number.
 */
@NeedsTransaction
@ApplicationScoped
class NumberCorrections {

    private final OrderAccess access;
    private final OrderStore orders;
    private final ShipmentStore store;
    private final ShipmentNumbers history;
    private final TrackingNumbers numbers;
    private final LateEventCheck lateEvents;
    private final OrderFlow flow;
    private final InstantSource clock;

    NumberCorrections(
            OrderAccess access,
            OrderStore orders,
            ShipmentStore store,
            ShipmentNumbers history,
            TrackingNumbers numbers,
            LateEventCheck lateEvents,
            OrderFlow flow,
            InstantSource clock) {
        this.access = access;
        this.orders = orders;
        this.store = store;
        this.history = history;
        this.numbers = numbers;
        this.lateEvents = lateEvents;
        this.flow = flow;
        this.clock = clock;
    }

    /** The number that is the right one, says the seller. */
    record Correct(String carrier, String trackingNumber) {}

    /**
     * What became of it.
     *
     * @param proposed it waits for a moderator, or a scan under it
     * @param number what it looks like
     */
    record Corrected(
            Order order, ShipmentStore.Seen shipment, NumberHistory numbers, boolean proposed, DecodedNumber number) {}

    /** A parcel at hand, its order locked. */
    private record Hand(Order order, ShipmentRow row, NumberHistory numbers, Actor by, Instant now) {

        String orderId() {
            return order.id();
        }

        CorrectionRule.Parcel parcel() {
            return row.toShipment().with(numbers);
        }

        Named first() {
            return new Named(row.number(), row.declaredAt, row.declaredBy);
        }

        void refuse(Why why) {
            throw order.notNow(why.code(), why.detail(), Set.of(by.role())).asException();
        }
    }

    Uni<Corrected> correct(Caller caller, UUID shipmentId, Correct request) {
        if (request.carrier().equals(Shipments.OWN_COURIER)) {
            throw Refusal.invalid("carrier", "must be a carrier: own couriers have no numbers to put right")
                    .asException();
        }
        numbers.faultOf(request.carrier()).ifPresent(fault -> {
            throw Refusal.invalid("carrier", fault).asException();
        });
        ParcelNumber next = numbers.parcel(request.carrier(), request.trackingNumber());
        Actor by = caller.as(Role.SELLER);
        return hand(caller, shipmentId, by).chain(hand -> {
            if (!OrderAccess.isSeller(caller, hand.order().terms().sellerId())) {
                throw Refusal.notFound("shipment").asException();
            }
            CorrectionRule.tooLate(hand.order(), hand.parcel()).ifPresent(hand::refuse);
            if (next.equals(hand.row().number())) {
                hand.refuse(new Why("NUMBER_UNCHANGED", "The parcel has this number already"));
            }
            return named(hand, next).chain(() -> outcome(hand, next, request));
        });
    }

    /** What was proposed before costs no further correction. */
    private Uni<Void> named(Hand hand, ParcelNumber next) {
        ShipmentNumber proposed = hand.numbers().proposed();
        boolean again = proposed != null && proposed.number().equals(next);
        if (hand.order().frozen() && again) {
            hand.refuse(new Why("NUMBER_PROPOSED", "This number is proposed already; a moderator will look at it"));
        }
        if (!again) {
            CorrectionRule.whyNot(hand.order(), hand.parcel()).ifPresent(hand::refuse);
        }
        Named named = new Named(next, hand.now(), hand.by().subject());
        if (hand.order().frozen()) {
            return propose(hand, named);
        }
        String orderId = hand.orderId();
        UUID shipment = hand.row().id;
        return (again
                        ? history.takeProposed(orderId, shipment, hand.numbers(), hand.now())
                        : history.putRight(orderId, shipment, hand.numbers(), hand.first(), named, hand.now()))
                .chain(() -> inForce(hand, next));
    }

    /** A25: nothing changes while frozen; it is evidence. A scan that is there already takes it at once. */
    private Uni<Void> propose(Hand hand, Named named) {
        ParcelNumber next = named.number();
        return history.propose(hand.orderId(), hand.row().id, hand.numbers(), hand.first(), named, hand.now())
                .chain(() -> lateEvents.onceCommitted(hand.orderId(), next, hand.now()))
                .chain(() -> save(hand, "shipment.number-proposed", next))
                .chain(() -> flow.happened(
                        hand.order(),
                        new OrderEvent.CarrierReported(next.carrier(), next.trackingNumber()),
                        hand.now()));
    }

    private Uni<Corrected> outcome(Hand hand, ParcelNumber next, Correct request) {
        return corrected(
                hand, !next.equals(hand.row().number()), numbers.decode(request.trackingNumber(), next.carrier()));
    }

    private Uni<Corrected> corrected(Hand hand, boolean proposed, DecodedNumber number) {
        UUID id = hand.row().id;
        return history.of(hand.orderId(), id)
                .chain(known -> store.seen(List.of(hand.order()))
                        .map(seen -> seen.getOrDefault(hand.orderId(), List.of()).stream()
                                .filter(one -> one.shipment().id().equals(id))
                                .findFirst()
                                .orElseThrow())
                        .map(seen -> new Corrected(hand.order(), seen, known, proposed, number)));
    }

    /** A moderator takes what the seller has proposed. */
    Uni<Corrected> accept(Caller caller, UUID shipmentId) {
        return hand(caller, shipmentId, caller.as(Role.MODERATOR, Role.LEAD)).chain(hand -> {
            ParcelNumber next = proposed(hand).number();
            return history.takeProposed(hand.orderId(), hand.row().id, hand.numbers(), hand.now())
                    .chain(() -> inForce(hand, next))
                    .chain(() -> outcome(hand, next, new Correct(next.carrier(), next.trackingNumber())));
        });
    }

    /** A moderator does not take it. */
    Uni<Corrected> reject(Caller caller, UUID shipmentId, String reason) {
        return hand(caller, shipmentId, caller.as(Role.MODERATOR, Role.LEAD)).chain(hand -> {
            ParcelNumber not = proposed(hand).number();
            return history.rejectProposed(hand.orderId(), hand.row().id, hand.numbers(), reason, hand.now())
                    .chain(() -> save(hand, "shipment.number-rejected", not, Map.of("reason", reason)))
                    .chain(() -> corrected(hand, false, numbers.decode(not.trackingNumber(), not.carrier())));
        });
    }

    private static ShipmentNumber proposed(Hand hand) {
        CorrectionRule.tooLate(hand.order(), hand.parcel()).ifPresent(hand::refuse);
        ShipmentNumber proposed = hand.numbers().proposed();
        if (proposed == null) {
            throw hand.order()
                    .notNow(
                            "NOTHING_PROPOSED",
                            "No other number is proposed for this parcel",
                            Set.of(hand.by().role()))
                    .asException();
        }
        return proposed;
    }

    /** A carrier has scanned a parcel under this number: where it is proposed, it is taken. The caller has the order locked. */
    Uni<Void> scanned(Order order, ParcelNumber number, List<ShipmentRow> rows, Instant now) {
        return history.ofOrders(List.of(order.id()))
                .chain(all -> Steps.inTurn(
                        rows.stream()
                                .filter(row -> CorrectionRule.tooLate(
                                                order, row.toShipment().with(NumberHistory.NONE))
                                        .isEmpty())
                                .filter(row -> isProposed(number, all.getOrDefault(row.id, NumberHistory.NONE)))
                                .toList(),
                        row -> {
                            NumberHistory known = all.getOrDefault(row.id, NumberHistory.NONE);
                            Hand hand = new Hand(order, row, known, ParcelProgress.CARRIER, now);
                            return history.takeProposed(order.id(), row.id, known, now)
                                    .chain(() -> inForce(hand, number));
                        }));
    }

    private static boolean isProposed(ParcelNumber number, NumberHistory known) {
        ShipmentNumber proposed = known.proposed();
        return proposed != null && proposed.number().equals(number);
    }

    /** What the carrier told under the old number is another parcel's, or nobody's. */
    private Uni<Void> inForce(Hand hand, ParcelNumber next) {
        ShipmentRow row = hand.row();
        ParcelNumber before = row.number();
        row.take(next);
        row.changedAt = hand.now();
        row.take(NumberReading.of(numbers.decode(next.trackingNumber(), next.carrier())));
        hand.order().tell(ParcelState.REPLACED.event(), "shipments/" + row.id, () -> replaced(hand, before, next));
        return store.flush()
                .chain(() -> lateEvents.onceCommitted(hand.orderId(), next, hand.now()))
                .chain(() -> save(
                        hand,
                        "shipment.number-corrected",
                        next,
                        Map.of("earlierCarrier", before.carrier(), "earlierTrackingNumber", before.trackingNumber())))
                .chain(() -> flow.happened(
                        hand.order(),
                        new OrderEvent.NumberPutRight(row.id, next.carrier(), next.trackingNumber()),
                        hand.now()));
    }

    /** P1: what was declared under the number before stands no more; the parcel goes on under the other one. */
    private static Map<String, Object> replaced(Hand hand, ParcelNumber before, ParcelNumber by) {
        Map<String, Object> data = hand.row().told(hand.order());
        data.put("carrier", before.carrier());
        data.put("trackingNumber", before.trackingNumber());
        data.put("laterCarrier", by.carrier());
        data.put("laterTrackingNumber", by.trackingNumber());
        data.put("rule", "P4");
        return data;
    }

    private Uni<Hand> hand(Caller caller, UUID shipmentId, Actor by) {
        return store.orderOf(shipmentId)
                .chain(orderId -> access.lock(caller, orderId))
                .chain(order -> store.row(order.id(), shipmentId)
                        .chain(row -> history.of(order.id(), shipmentId)
                                .map(known -> new Hand(order, row, known, by, Timestamps.now(clock)))));
    }

    private Uni<Void> save(Hand hand, String event, ParcelNumber number) {
        return save(hand, event, number, Map.of());
    }

    private Uni<Void> save(Hand hand, String event, ParcelNumber number, Map<String, Object> besides) {
        Order order = hand.order();
        Map<String, Object> data = hand.row().told(order);
        data.put("carrier", number.carrier());
        data.put("trackingNumber", number.trackingNumber());
        data.putAll(besides);
        data.put("rule", "P4");
        return orders.save(order, hand.by(), hand.now(), event, "shipments/" + hand.row().id, data)
                .replaceWithVoid();
    }
}
