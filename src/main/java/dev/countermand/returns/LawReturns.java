package dev.countermand.returns;

import dev.countermand.cancellation.AwaitedGoods;
import dev.countermand.cancellation.AwaitedGoods.Awaited;
import dev.countermand.cancellation.AwaitedGoods.Awaiting;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.ReturnsByLaw;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.shipment.OrderProgress;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.shipment.Shipments;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * D1, D4: what becomes of goods that a buyer gives back by law. On their way they are refused: the parcel comes back and is
 * paid for as any other (P3, C2), or is delivered all the same, and then the buyer sends the goods back. Of a parcel that no
 * carrier ever had, nothing was sent (A15). The caller has the order locked.
 */
@ApplicationScoped
public class LawReturns {

    private static final Actor SYSTEM = Actor.system("law");

    /** How long after it fell due while something else was to be settled first, or nothing had happened. */
    private static final Duration ASK_AGAIN = Duration.ofDays(1);

    private final AwaitedGoods awaitedGoods;
    private final ReturnsByLaw returns;
    private final OrderProgress progress;
    private final ShipmentStore shipments;
    private final Refunds refunds;
    private final Deadlines deadlines;
    private final OrderFlow flow;

    LawReturns(
            AwaitedGoods awaitedGoods,
            ReturnsByLaw returns,
            OrderProgress progress,
            ShipmentStore shipments,
            Refunds refunds,
            Deadlines deadlines,
            OrderFlow flow) {
        this.awaitedGoods = awaitedGoods;
        this.returns = returns;
        this.progress = progress;
        this.shipments = shipments;
        this.refunds = refunds;
        this.deadlines = deadlines;
        this.flow = flow;
    }

    /** The buyer has just asked: what they have goes back, what is on its way is waited for. */
    public Uni<Void> asked(Order order, OrderEvent.ReturnAwaited it, Instant now) {
        return progress.parcels(order).chain(parcels -> {
            if (withTheBuyer(order, it.units(), parcels)) {
                refuseUnlessAsTheyWere(it);
                return goesBack(order, it.cancellationId(), it.units(), it.fetchedByShop(), it.by(), now);
            }
            return waits(order, it.cancellationId(), now, now);
        });
    }

    /** D3: also of a parcel that was delivered before the rest of the order. */
    private static void refuseUnlessAsTheyWere(OrderEvent.ReturnAwaited it) {
        if (!it.asTheyWere()) {
            throw Refusal.invalid(
                            "goodsAsTheyWere", "must be true: the goods have kept their looks and properties (D3)")
                    .asException();
        }
    }

    private Uni<Void> goesBack(
            Order order, UUID request, Map<Integer, Integer> units, boolean fetched, Actor by, Instant now) {
        if (!order.worthOf(units).isPositive()) {
            return awaitedGoods.done(order, request);
        }
        return returns.register(order, new ReturnsByLaw.GivenBack(units, fetched), by, now)
                .chain(registered -> awaitedGoods.goesBack(order, request, registered.id(), registered.dueAt()));
    }

    /**
     * It is looked at again when a parcel that nobody has seen is not believed any more (A15), or when it should be back.
     *
     * @param earliest not before
     */
    private Uni<Void> waits(Order order, UUID request, Instant earliest, Instant now) {
        return shipments.ofOrders(List.of(order.id())).chain(declared -> {
            Instant next = declared.stream()
                    .filter(LawReturns::unseen)
                    .map(parcel -> believedUntil(order, parcel))
                    .reduce(order.policy().after(now, order.policy().disputes().returnWithin()), LawReturns::earlier);
            Instant due = next.isBefore(earliest) ? earliest : next;
            String subject = request.toString();
            return deadlines
                    .dropOf(order.id(), subject)
                    .chain(() -> deadlines.set(
                            order.id(), DeadlineKind.RETURN_DUE, subject, due, now, order.pausedSince(now)))
                    .chain(() -> awaitedGoods.awaitedUntil(order, request, due));
        });
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static boolean unseen(Shipment parcel) {
        return parcel.acceptedAt() == null
                && parcel.deliveredAt() == null
                && !parcel.settled()
                && !Shipments.OWN_COURIER.equals(parcel.carrier());
    }

    private static Instant believedUntil(Order order, Shipment parcel) {
        return order.policy()
                .after(parcel.declaredAt(), order.policy().shipping().noTrackingDisputeAfter());
    }

    /** Something has happened to the order or its parcels; nothing happens where no refund waits for a parcel. */
    public Uni<Void> lookAgain(Order order, Instant now) {
        return Steps.when(
                order.policy().withdrawalRight() != null,
                () -> awaitedGoods
                        .awaited(order)
                        .chain(awaited -> Steps.inTurn(awaited, each -> lookAgain(order, each, now))));
    }

    private Uni<Void> lookAgain(Order order, Awaited awaited, Instant now) {
        if (awaited.what() != Awaiting.PARCEL_BACK) {
            return Steps.nothing();
        }
        if (awaited.units().isEmpty()) {
            return deadlines
                    .dropOf(order.id(), awaited.id().toString())
                    .chain(() -> awaitedGoods.done(order, awaited.id()));
        }
        // One dispute at a time: when it has ended this is looked at again.
        return Steps.when(
                !order.disputed(),
                () -> progress.parcels(order)
                        .chain(parcels -> Steps.when(
                                withTheBuyer(order, awaited.units(), parcels),
                                () -> deadlines
                                        .dropOf(order.id(), awaited.id().toString())
                                        .chain(() ->
                                                goesBack(order, awaited.id(), awaited.units(), false, SYSTEM, now)))));
    }

    /** Whether all of these units have been delivered: of alike units, those on their way were meant. */
    static boolean withTheBuyer(Order order, Map<Integer, Integer> units, List<Parcel> parcels) {
        if (order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.COMPLETED) {
            return true;
        }
        Map<Integer, Integer> delivered = UnitCounts.sum(parcels.stream()
                .filter(parcel -> parcel.state() == ParcelState.DELIVERED)
                .map(Parcel::units));
        Map<Integer, Integer> elsewhere = UnitCounts.minus(order.unitsLeft(), delivered);
        return units.keySet().stream().noneMatch(elsewhere::containsKey);
    }

    /** Its time has come; nothing happens when nothing is waited for any more. */
    Uni<Void> due(Order order, UUID request, Instant now) {
        return awaitedGoods
                .awaited(order)
                .chain(all -> Steps.inTurn(
                        all.stream()
                                .filter(each -> each.id().equals(request) && each.what() == Awaiting.PARCEL_BACK)
                                .toList(),
                        each -> order.disputed()
                                ? waits(order, request, now.plus(ASK_AGAIN), now)
                                : neverSent(order, each, now)
                                        .chain(() -> lookAgain(order, now))
                                        .chain(() -> stillThere(order, request, now))));
    }

    private Uni<Void> stillThere(Order order, UUID request, Instant now) {
        return awaitedGoods
                .awaited(order)
                .chain(all -> Steps.when(
                        all.stream().anyMatch(each -> each.id().equals(request) && each.what() == Awaiting.PARCEL_BACK),
                        () -> waits(order, request, now.plus(ASK_AGAIN), now)));
    }

    /** A15, D1: what was declared and never seen was not sent: it leaves the order, and the money comes back. */
    private Uni<Void> neverSent(Order order, Awaited awaited, Instant now) {
        return shipments
                .ofOrders(List.of(order.id()))
                .chain(declared ->
                        progress.parcels(order).map(parcels -> unseen(order, awaited, declared, parcels, now)))
                .chain(units -> Steps.when(
                        !units.isEmpty(),
                        () -> shipments
                                .takeOut(order.id(), units)
                                .chain(taken -> voided(order, awaited.id(), taken, now))));
    }

    private static Map<UUID, Map<Integer, Integer>> unseen(
            Order order, Awaited awaited, List<Shipment> declared, List<Parcel> parcels, Instant now) {
        List<UUID> late = new ArrayList<>();
        for (Shipment shipment : declared) {
            if (unseen(shipment) && !believedUntil(order, shipment).isAfter(now)) {
                late.add(shipment.id());
            }
        }
        Map<Integer, Integer> wanted = awaited.units();
        Map<UUID, Map<Integer, Integer>> units = new LinkedHashMap<>();
        for (Parcel parcel : parcels) {
            if (!late.contains(parcel.id())) {
                continue;
            }
            Map<Integer, Integer> taken = UnitCounts.min(parcel.units(), wanted);
            wanted = UnitCounts.minus(wanted, taken);
            if (!taken.isEmpty()) {
                units.put(parcel.id(), taken);
            }
        }
        return units;
    }

    private Uni<Void> voided(Order order, UUID request, Map<Integer, Integer> units, Instant now) {
        Money worth = order.voided(units, CancelledBy.BUYER, now);
        Money back = order.paidOf(worth);
        return refunds.request(order, back, RefundCause.CANCELLATION, null, SYSTEM, now)
                .chain(() -> awaitedGoods.neverSent(order, request, back, now))
                .chain(() -> flow.happened(order, new OrderEvent.UnitsLeft(), now));
    }
}
