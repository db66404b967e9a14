package dev.countermand.courier;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.charge.Deduction;
import dev.countermand.payment.charge.UnpaidPrice;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.PaymentDue;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.tracking.event.CarrierStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The goods meet the buyer: accepted, refused, or not fetched (C2 to C4, L2). */
@NeedsTransaction
@ApplicationScoped
class HandOvers {

    private final OrderAccess access;
    private final OrderStore orders;
    private final ShipmentStore shipments;
    private final Refunds refunds;
    private final Charges charges;
    private final UnpaidPrice unpaid;
    private final Deadlines deadlines;
    private final OrderFlow flow;
    private final InstantSource clock;

    HandOvers(
            OrderAccess access,
            OrderStore orders,
            ShipmentStore shipments,
            Refunds refunds,
            Charges charges,
            UnpaidPrice unpaid,
            Deadlines deadlines,
            OrderFlow flow,
            InstantSource clock) {
        this.access = access;
        this.orders = orders;
        this.shipments = shipments;
        this.refunds = refunds;
        this.charges = charges;
        this.unpaid = unpaid;
        this.deadlines = deadlines;
        this.flow = flow;
        this.clock = clock;
    }

    /** Somebody who was there tells how it went. */
    Uni<Order> record(Caller caller, String orderId, HandOver request) {
        return access.lockFor(caller, orderId, OrderAction.HAND_OVER).chain(order -> {
            Instant now = Timestamps.now(clock);
            HandOverRules.check(order, request, now);
            return storagePeriodOver(order, request, now).chain(() -> recorded(caller, order, request, now));
        });
    }

    private Uni<Order> recorded(Caller caller, Order order, HandOver request, Instant now) {
        Actor by = caller.isAny(Role.AGENT) ? OrderAccess.buyerOrAgent(caller, order) : caller.as(Role.SERVICE);
        return carryOut(order, request, by, now);
    }

    /** C2: nobody has failed to fetch a parcel as long as the post keeps it, unless it has gone back already. */
    private Uni<Void> storagePeriodOver(Order order, HandOver request, Instant now) {
        Period kept = order.policy().handOver().storagePeriod();
        if (request.outcome() != HandOverOutcome.UNCLAIMED || kept == null) {
            return Steps.nothing();
        }
        Instant at = request.at() == null ? now : request.at();
        return shipments
                .ofOrders(List.of(order.id()))
                .chain(parcels -> {
                    if (StoragePeriod.allReturned(parcels)) {
                        return Steps.nothing();
                    }
                    return deadlines.ofOrders(List.of(order.id())).invoke(running -> {
                        Instant over = keptUntil(order, parcels, running, kept);
                        HandOverRules.refuseUnless(
                                !at.isBefore(over),
                                order,
                                "NOT_YET",
                                "The post keeps the parcel until "
                                        + Spoken.at(over, order.policy().timeZone())
                                        + "; only then does it count as not collected (C2)");
                    });
                })
                .replaceWithVoid();
    }

    /** Until when the last of the parcels that nobody has is kept; of one without a notice counted from the declaration. */
    private static Instant keptUntil(Order order, List<Shipment> parcels, List<Deadline> running, Period kept) {
        return parcels.stream()
                .filter(parcel -> parcel.deliveredAt() == null
                        && !CarrierStatus.RETURNED.name().equals(parcel.lastStatus()))
                .map(parcel -> running.stream()
                        .filter(deadline -> deadline.kind() == DeadlineKind.STORAGE_PERIOD)
                        .filter(deadline ->
                                deadline.subject().equals(parcel.id().toString())
                                        || deadline.subject().equals(order.id()))
                        .map(Deadline::dueAt)
                        .findFirst()
                        .orElseGet(() -> StoragePeriod.over(order, parcel.declaredAt(), kept)))
                .max(Instant::compareTo)
                .orElseGet(() -> StoragePeriod.over(order, Objects.requireNonNull(order.declaredAt()), kept));
    }

    /** C2, A14: the storage period has run out, or the carrier brought it back. The caller has the order locked. */
    Uni<Order> unclaimed(Order order, String why, Actor by, Instant now) {
        HandOver nobodyCame = new HandOver(HandOverOutcome.UNCLAIMED, now, null, why, null, null, null, null);
        return carryOut(order, nobodyCame, by, now);
    }

    private Uni<Order> carryOut(Order order, HandOver request, Actor by, Instant now) {
        Instant at = request.at() == null ? now : request.at();
        HandOverRow row = toRow(order, request, by, at, now);
        boolean accepted = request.outcome() == HandOverOutcome.ACCEPTED;
        return Panache.getSession()
                .chain(session -> session.persist(row))
                .chain(() -> flow.happened(order, new OrderEvent.HandOverTried(accepted, by), now))
                .chain(() ->
                        accepted ? accepted(order, request, by, at, now) : refused(order, request, row.id, by, at, now))
                .chain(() ->
                        orders.save(order, by, now, "order.handed-over", "orders/" + order.id(), data(order, request)))
                .call(saved -> flow.happened(saved, new OrderEvent.HandOverRecorded(), now));
    }

    private Uni<Void> accepted(Order order, HandOver request, Actor by, Instant at, Instant now) {
        order.handedOver(at);
        if (request.termsInWriting() != null) {
            order.termsInWriting(request.termsInWriting());
        }
        // E1: what was to be paid before is claimed; cash comes with the hand-over, or is claimed at the end (C1).
        boolean overdue = order.policy().payment().due() == PaymentDue.BEFORE_PROCESSING;
        return Steps.when(overdue, () -> unpaid.claim(order, by, now))
                .chain(() -> deadlines.drop(
                        order.id(),
                        Set.of(
                                DeadlineKind.DECLARE_SHIPMENT,
                                DeadlineKind.STORAGE_PERIOD,
                                DeadlineKind.CARRIER_ACCEPTANCE)))
                // A18: while a dispute is open the escrow does not run; it begins when the dispute ends.
                .chain(() -> Steps.when(
                        !order.disputed(),
                        () -> deadlines.set(
                                order.id(),
                                DeadlineKind.RELEASE_ESCROW,
                                order.id(),
                                order.policy().after(at, order.policy().escrow().releaseAfterDelivery()),
                                now)));
    }

    /**
     * All that the buyer has not got so far (P3), or what they did not like when they had tried it on (L2); the rest is
     * handed over.
     */
    private Uni<Void> refused(Order order, HandOver request, UUID handOver, Actor by, Instant at, Instant now) {
        Map<Integer, Integer> units = UnitChoice.of(order, request.refused(), order.undelivered(), Role.SERVICE);
        boolean rest = units.equals(order.undelivered());
        Charges.Charge cost = rest && request.report() == null ? cost(order, units, request, handOver) : null;
        boolean goesBack = order.policy().shipping().deliveredBy() != DeliveredBy.OWN;
        Money worth = goesBack ? order.takeBack(units, at) : order.callBack(units, CancelledBy.BUYER, at);
        Deduction deduction = Deduction.of(order, worth, cost);
        return refunds.request(order, deduction.back(), RefundCause.REFUSAL, request.reason(), by, now)
                .chain(() -> charges.book(order, deduction.charges(), by, now))
                .chain(() -> Steps.when(!rest, () -> accepted(order, request, by, at, now)));
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

    private static Map<String, Object> data(Order order, HandOver request) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("outcome", request.outcome().name());
        data.put("status", order.status().name());
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
            data.put(key, value);
        }
    }
}
