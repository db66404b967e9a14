package dev.countermand.courier;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.charge.UnpaidPrice;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.shipment.OrderProgress;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.shipment.Shipments;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The goods meet the buyer: accepted, refused, or not fetched (C2 to C4, L2). */
@NeedsTransaction
@ApplicationScoped
class HandOvers {

    private final OrderAccess access;
    private final OrderStore orders;
    private final ShipmentStore shipments;
    private final Shipments sender;
    private final OrderProgress progress;
    private final StoragePeriod storage;
    private final GoodsBack back;
    private final UnpaidPrice unpaid;
    private final Deadlines deadlines;
    private final OrderFlow flow;
    private final InstantSource clock;

    HandOvers(
            OrderAccess access,
            OrderStore orders,
            ShipmentStore shipments,
            Shipments sender,
            OrderProgress progress,
            StoragePeriod storage,
            GoodsBack back,
            UnpaidPrice unpaid,
            Deadlines deadlines,
            OrderFlow flow,
            InstantSource clock) {
        this.access = access;
        this.orders = orders;
        this.shipments = shipments;
        this.sender = sender;
        this.progress = progress;
        this.storage = storage;
        this.back = back;
        this.unpaid = unpaid;
        this.deadlines = deadlines;
        this.flow = flow;
        this.clock = clock;
    }

    /** Somebody who was there tells how it went. */
    Uni<Order> record(Caller caller, String orderId, HandOver request) {
        return access.lockFor(caller, orderId, OrderAction.HAND_OVER).chain(order -> {
            Instant now = Timestamps.now(clock);
            Actor by = caller.isAny(Role.AGENT) ? OrderAccess.buyerOrAgent(caller, order) : caller.as(Role.SERVICE);
            HandOverRules.check(order, request, now);
            return goods(order, request, now).chain(goods -> carryOut(order, request, goods, by, now));
        });
    }

    /** P2: what it is about. */
    private Uni<HandedGoods> goods(Order order, HandOver request, Instant now) {
        return progress.parcels(order)
                .map(parcels -> HandedGoods.of(order, parcels, request))
                .chain(goods -> shipments.ofOrders(List.of(order.id())).chain(declared -> {
                    HandOverRules.refuseTooEarly(order, request, declaredAt(goods, declared));
                    return storage.over(order, request, goods, declared, at(request, now));
                }));
    }

    private static @Nullable Instant declaredAt(HandedGoods goods, List<Shipment> declared) {
        Set<UUID> met = goods.parcels().stream().map(Parcel::id).collect(Collectors.toSet());
        return declared.stream()
                .filter(parcel -> met.contains(parcel.id()))
                .map(Shipment::declaredAt)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Instant at(HandOver request, Instant now) {
        return request.at() == null ? now : request.at();
    }

    /** C2, A14: the storage period has run out, or the carrier brought them back. The caller has the order locked. */
    Uni<Order> unclaimed(Order order, List<Parcel> parcels, String why, Actor by, Instant now) {
        HandOver nobodyCame = new HandOver(
                HandOverOutcome.UNCLAIMED, HandOver.About.ALL_THERE, now, null, why, null, null, null, null);
        // What was delivered, and is said to have come back since, is another journey.
        List<Parcel> met = parcels.stream()
                .filter(parcel -> parcel.holds() && parcel.state() != ParcelState.DELIVERED)
                .toList();
        HandedGoods goods = new HandedGoods(met, Map.of());
        return carryOut(order, nobodyCame, goods, by, now);
    }

    /** What of the order has not met the buyer so far and is not among this goes on (P2). */
    private Uni<Order> carryOut(Order order, HandOver request, HandedGoods goods, Actor by, Instant now) {
        Instant at = at(request, now);
        HandOverRow row = toRow(order, request, by, at, now);
        boolean whole = goods.units().equals(order.undelivered());
        boolean accepted = request.outcome() == HandOverOutcome.ACCEPTED;
        return Panache.getSession()
                .chain(session -> session.persist(row))
                .chain(() ->
                        Steps.when(whole, () -> flow.happened(order, new OrderEvent.HandOverTried(accepted, by), now)))
                .chain(() -> Steps.inTurn(
                        goods.parcels(),
                        parcel -> deadlines.dropOf(order.id(), parcel.id().toString())))
                .chain(() -> accepted
                        ? accepted(order, request, goods, whole, by, now)
                        : refused(order, request, goods, whole, row.id, by, now))
                .chain(() -> orders.save(
                        order, by, now, "order.handed-over", "orders/" + order.id(), data(order, request, goods)))
                // P2: a request that wants what has gone back has it, and goes on with the rest.
                .call(saved ->
                        Steps.when(!whole && !accepted, () -> flow.happened(saved, new OrderEvent.UnitsLeft(), now)))
                .call(saved -> flow.happened(saved, new OrderEvent.HandOverRecorded(), now));
    }

    private Uni<Void> accepted(Order order, HandOver request, HandedGoods goods, boolean whole, Actor by, Instant now) {
        if (request.termsInWriting() != null) {
            order.termsInWriting(request.termsInWriting());
        }
        return whole
                ? allAccepted(order, by, at(request, now), now)
                : partAccepted(order, goods, by, at(request, now), now);
    }

    private Uni<Void> allAccepted(Order order, Actor by, Instant at, Instant now) {
        return unpaid.claimOf(order, order.unitsLeft(), by, now)
                .invoke(() -> order.handedOver(at))
                .chain(() -> deadlines.drop(
                        order.id(),
                        Set.of(
                                DeadlineKind.DECLARE_SHIPMENT,
                                DeadlineKind.STORAGE_PERIOD,
                                DeadlineKind.CARRIER_ACCEPTANCE)))
                // A18: while a dispute is open the escrow does not run; it begins when the dispute ends.
                .chain(() -> Steps.when(
                        !order.disputed() && !order.escrowHeld(),
                        () -> deadlines.set(
                                order.id(),
                                DeadlineKind.RELEASE_ESCROW,
                                order.id(),
                                order.policy().after(at, order.policy().escrow().releaseAfterDelivery()),
                                now)));
    }

    /** P1, P2: these parcels are delivered; how far the order is follows from them and the rest. */
    private Uni<Void> partAccepted(Order order, HandedGoods goods, Actor by, Instant at, Instant now) {
        Set<UUID> met = goods.parcels().stream().map(Parcel::id).collect(Collectors.toCollection(LinkedHashSet::new));
        return unpaid.claimOf(order, UnitCounts.plus(order.delivered(), goods.units()), by, now)
                .chain(() -> Steps.when(
                        !goods.open().isEmpty(),
                        () -> sender.withOwnCourier(order, goods.open(), by, now)
                                .invoke(met::add)
                                .replaceWithVoid()))
                .chain(() -> shipments.handOver(order.id(), met, at))
                // A13, A14: of an open request, what is in them comes too late; nobody misses a scan of them (A15).
                .chain(unseen -> Steps.inTurn(
                        unseen,
                        parcel -> flow.happened(order, new OrderEvent.ParcelTakenOver(parcel), now)
                                .chain(() -> flow.happened(order, new OrderEvent.ParcelAccepted(parcel, at), now))));
    }

    /** All that met the buyer (P3), or what they did not like when they had tried it on (L2); the rest is handed over. */
    private Uni<Void> refused(
            Order order, HandOver request, HandedGoods goods, boolean whole, UUID handOver, Actor by, Instant now) {
        Map<Integer, Integer> units = UnitChoice.of(order, "refused", request.refused(), goods.units(), Role.SERVICE);
        boolean all = units.equals(goods.units());
        Charges.Charge cost = all && request.report() == null ? cost(order, units, request, handOver) : null;
        Map<UUID, Map<Integer, Integer>> inParcels = goods.inParcels(units);
        return shipments.takeOut(order.id(), inParcels).chain(() -> {
            Money worth = takenOut(order, units, inParcels, at(request, now));
            return back.refund(order, worth, cost, request.reason(), by, now)
                    .chain(() ->
                            Steps.when(!all, () -> accepted(order, request, goods.without(units), whole, by, now)));
        });
    }

    private static Money takenOut(
            Order order, Map<Integer, Integer> units, Map<UUID, Map<Integer, Integer>> inParcels, Instant at) {
        if (order.policy().shipping().deliveredBy() != DeliveredBy.OWN) {
            return order.broughtBack(units, at);
        }
        Map<Integer, Integer> sent = UnitCounts.sum(inParcels.values().stream());
        return order.callBack(units, sent, CancelledBy.BUYER, at);
    }

    private static Charges.Charge cost(Order order, Map<Integer, Integer> units, HandOver request, UUID handOver) {
        boolean whole =
                units.equals(order.unitsLeft()) && order.lines().stream().noneMatch(line -> line.returned() > 0);
        return whole ? RefusalCost.of(order, request) : RefusalCost.ofRest(order, units, request, handOver);
    }

    private static HandOverRow toRow(Order order, HandOver request, Actor by, Instant at, Instant now) {
        HandOverRow row = new HandOverRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.outcome = request.outcome();
        row.at = at;
        row.recordedBy = by.subject();
        row.reason = request.reason();
        row.inWriting = Boolean.TRUE.equals(request.inWriting());
        HandOver.Report report = request.report();
        if (report != null) {
            row.finding = report.finding();
            row.signatures = HandOverRules.signed(report);
        }
        return row;
    }

    private static Map<String, Object> data(Order order, HandOver request, HandedGoods goods) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("outcome", request.outcome().name());
        data.put("status", order.status().name());
        put(data, "shipmentId", goods.single());
        put(data, "reason", request.reason());
        HandOver.Report report = request.report();
        if (report != null) {
            data.put("finding", report.finding().name());
            data.put("signatures", HandOverRules.signed(report));
            data.put("rule", "C4");
        }
        return data;
    }

    private static void put(Map<String, Object> data, String key, @Nullable Object value) {
        if (value != null) {
            data.put(key, value.toString());
        }
    }
}
