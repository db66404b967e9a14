package dev.countermand.evidence;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.WhyNot;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.shipment.Shipments;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A16: sellers are asked to show that they posted a parcel. */
@NeedsTransaction
@ApplicationScoped
public class EvidenceDemands {

    private final EvidenceStore store;
    private final OrderAccess access;
    private final OrderStore orders;
    private final ShipmentStore shipments;
    private final Deadlines deadlines;
    private final OrderFlow flow;
    private final InstantSource clock;

    EvidenceDemands(
            EvidenceStore store,
            OrderAccess access,
            OrderStore orders,
            ShipmentStore shipments,
            Deadlines deadlines,
            OrderFlow flow,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.orders = orders;
        this.shipments = shipments;
        this.deadlines = deadlines;
        this.flow = flow;
        this.clock = clock;
    }

    /** The buyer of the order or the administration asks; the administration also while the order is frozen (A26). */
    Uni<EvidenceDemand> demand(Caller caller, UUID shipmentId) {
        return shipments
                .orderOf(shipmentId)
                .chain(orderId -> access.lock(caller, orderId))
                .chain(order -> shipments.ofOrders(List.of(order.id())).chain(parcels -> {
                    Actor by = demander(caller, order);
                    Shipment shipment = parcels.stream()
                            .filter(parcel -> parcel.id().equals(shipmentId))
                            .findFirst()
                            .orElseThrow(() -> Refusal.notFound("shipment").asException());
                    refuseNeedless(order, shipment, by);
                    return store.openOf(order.id()).chain(open -> {
                        refuseDouble(order, shipmentId, open, by);
                        Instant now = Timestamps.now(clock);
                        return ask(order, shipmentId, null, by, now)
                                .call(ignored -> orders.save(
                                        order,
                                        by,
                                        now,
                                        "evidence.demanded",
                                        "shipments/" + shipmentId,
                                        data(order, shipmentId)));
                    });
                }));
    }

    private static Actor demander(Caller caller, Order order) {
        if (caller.isAny(Role.MODERATOR, Role.LEAD)) {
            return caller.as(Role.MODERATOR, Role.LEAD);
        }
        if (!OrderAccess.isBuyer(caller, order.terms().buyerId())) {
            throw Refusal.notFound("shipment").asException();
        }
        return caller.as(Role.BUYER);
    }

    private static void refuseNeedless(Order order, Shipment shipment, Actor by) {
        Set<Role> roles = Set.of(by.role());
        if (order.frozen() && by.role() == Role.BUYER) {
            throw order.notNow(
                            "ORDER_FROZEN",
                            "The order is frozen while suspected fraud is cleared up; nothing can be changed until then (A25)",
                            roles)
                    .asException();
        }
        if (order.status().ended()) {
            throw order.notNow("ORDER_ENDED", "The order has ended: it is " + WhyNot.inWords(order.status()), roles)
                    .asException();
        }
        if (shipment.acceptedAt() != null) {
            throw order.notNow(
                            "CARRIER_ACCEPTED",
                            "The carrier has had the parcel since " + Spoken.at(shipment.acceptedAt())
                                    + ": there is no better evidence",
                            roles)
                    .asException();
        }
    }

    private static void refuseDouble(Order order, UUID shipmentId, List<EvidenceDemandRow> open, Actor by) {
        if (open.stream().anyMatch(demand -> demand.shipmentId.equals(shipmentId))) {
            throw order.notNow(
                            "EVIDENCE_DEMANDED",
                            "The seller was asked for evidence of this shipment already, and has time left",
                            Set.of(by.role()))
                    .asException();
        }
    }

    /**
     * A15: of each of these parcels that no carrier has, unless the seller was asked already or has shown something.
     *
     * @param disputed those that the dispute is about
     */
    public Uni<Void> forDispute(Order order, UUID disputeId, Set<UUID> disputed, Actor by, Instant now) {
        return shipments
                .ofOrders(List.of(order.id()))
                .chain(parcels -> store.openOf(order.id())
                        .chain(open -> store.ofOrders(List.of(order.id())).chain(given -> {
                            Set<UUID> known = open.stream()
                                    .map(demand -> demand.shipmentId)
                                    .collect(Collectors.toSet());
                            given.getOrDefault(order.id(), List.of())
                                    .forEach(document -> known.add(document.shipmentId()));
                            return Steps.inTurn(parcels, parcel -> {
                                boolean about = disputed.contains(parcel.id());
                                boolean own = parcel.carrier().equals(Shipments.OWN_COURIER);
                                return Steps.when(
                                        about && !own && parcel.acceptedAt() == null && !known.contains(parcel.id()),
                                        () -> ask(order, parcel.id(), disputeId, by, now));
                            });
                        })));
    }

    private Uni<EvidenceDemand> ask(Order order, UUID shipmentId, @Nullable UUID disputeId, Actor by, Instant now) {
        EvidenceDemandRow row = new EvidenceDemandRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.shipmentId = shipmentId;
        row.sellerId = order.terms().sellerId();
        row.disputeId = disputeId;
        row.demandedBy = by.subject();
        row.demandedAt = now;
        Instant due = order.policy().after(now, order.policy().disputes().evidenceWithin());
        demanded(order, row, due);
        return store.add(row)
                .chain(() -> deadlines.set(
                        order.id(), DeadlineKind.EVIDENCE_DUE, row.id.toString(), due, now, order.pausedSince(now)))
                .replaceWith(() -> new EvidenceDemand(row.id, order.id(), shipmentId, row.demandedBy, now, due));
    }

    /** What had ended it was undone: it is open again, with its due date. The caller saves the order. */
    public Uni<Void> reinstated(Order order, UUID demandId) {
        return store.demand(order.id(), demandId)
                .chain(row -> Steps.given(
                        row,
                        there -> deadlines
                                .dueAt(order.id(), DeadlineKind.EVIDENCE_DUE, demandId.toString())
                                .invoke(due -> {
                                    if (due != null) {
                                        demanded(order, there, due);
                                    }
                                })
                                .replaceWithVoid()));
    }

    private static void demanded(Order order, EvidenceDemandRow row, Instant due) {
        order.tell("evidence.demanded", "shipments/" + row.shipmentId, () -> {
            Map<String, Object> data = data(order, row);
            data.put("dueAt", due.toString());
            return data;
        });
    }

    /** The seller has shown something: in time, so the deadline is gone. */
    Uni<Void> given(Order order, UUID shipmentId, Instant now) {
        return end(order, demand -> demand.shipmentId.equals(shipmentId), DemandOutcome.GIVEN, now);
    }

    /** The carrier has the parcel. */
    public Uni<Void> needless(Order order, UUID shipmentId, Instant now) {
        return end(order, demand -> demand.shipmentId.equals(shipmentId), DemandOutcome.NEEDLESS, now);
    }

    /** The dispute that wanted evidence has ended. */
    public Uni<Void> needlessFor(Order order, UUID disputeId, Instant now) {
        return end(order, demand -> disputeId.equals(demand.disputeId), DemandOutcome.NEEDLESS, now);
    }

    /** A16: nothing came by the due date. The caller has the order locked. */
    Uni<Void> missed(Order order, UUID demandId, Actor by, Instant now) {
        return store.demand(order.id(), demandId)
                .chain(demand -> Steps.when(demand != null && demand.outcome == null, () -> {
                    demand.end(order, DemandOutcome.MISSING, now);
                    return orders.save(
                                    order,
                                    by,
                                    now,
                                    "evidence.missing",
                                    "shipments/" + demand.shipmentId,
                                    data(order, demand.shipmentId))
                            .chain(() -> flow.happened(
                                    order, new OrderEvent.EvidenceMissed(demandId, demand.shipmentId, by), now));
                }));
    }

    private Uni<Void> end(Order order, Predicate<EvidenceDemandRow> which, DemandOutcome how, Instant now) {
        return store.openOf(order.id())
                .chain(open -> Steps.inTurn(open.stream().filter(which).toList(), demand -> {
                    demand.end(order, how, now);
                    return deadlines.dropOf(order.id(), demand.id.toString());
                }));
    }

    /** What events say of a demand. */
    static Map<String, Object> data(Order order, EvidenceDemandRow row) {
        Map<String, Object> data = data(order, row.shipmentId);
        data.put("demandId", row.id.toString());
        data.put("demandedBy", row.demandedBy);
        if (row.disputeId != null) {
            data.put("disputeId", row.disputeId.toString());
        }
        return data;
    }

    /** What events say of evidence for a shipment. */
    static Map<String, Object> data(Order order, UUID shipmentId) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("shipmentId", shipmentId.toString());
        data.put("status", order.status().name());
        data.put("rule", "A16");
        return data;
    }
}
