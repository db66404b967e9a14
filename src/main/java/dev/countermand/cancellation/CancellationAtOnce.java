package dev.countermand.cancellation;

import dev.countermand.cancellation.eligibility.CancellableUnits;
import dev.countermand.cancellation.eligibility.CancellationCost;
import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.units.LineUnits;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.charge.Charges.Charge;
import dev.countermand.payment.charge.Deduction;
import dev.countermand.payment.refund.RefundCause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The buyer cancels alone: before they have paid (A2), before the goods are handed over (C1, D1, E1, L2), and for some time
 * after it where the law lets them (D1 to D4). Their request is approved as it is made.
 */
@ApplicationScoped
class CancellationAtOnce {

    private final CancellationStore store;
    private final OrderStore orders;
    private final Refunds refunds;
    private final Charges charges;
    private final Liabilities liabilities;
    private final OrderFlow flow;

    CancellationAtOnce(
            CancellationStore store,
            OrderStore orders,
            Refunds refunds,
            Charges charges,
            Liabilities liabilities,
            OrderFlow flow) {
        this.store = store;
        this.orders = orders;
        this.refunds = refunds;
        this.charges = charges;
        this.liabilities = liabilities;
        this.flow = flow;
    }

    /**
     * Cancels what was asked for. The caller has the order locked and has made sure that it is possible.
     *
     * @param inParcel what is in the parcel that is named, by line; null where none is (P2)
     * @param waiting units whose refund waits for them already, by line (D1)
     */
    Uni<CancellationAnswers.Done> cancel(
            Order order,
            CancellationRow row,
            CancellationOpening.Wanted request,
            @Nullable Map<Integer, Integer> inParcel,
            Map<Integer, Integer> waiting,
            Actor by,
            Instant now) {
        if (CancellableUnits.handedOver(order) && !request.goodsAsTheyWere()) {
            throw Refusal.invalid(
                            "goodsAsTheyWere", "must be true: the goods have kept their looks and properties (D3)")
                    .asException();
        }
        Map<Integer, Integer> available = CancellableUnits.available(order, now);
        CancellableUnits.refuseBespoke(order, request.units(), available, by);
        Map<Integer, Integer> unasked = UnitCounts.minus(available, waiting);
        Map<Integer, Integer> units = UnitChoice.of(order, named(request, inParcel), unasked, by.role());
        Map<Integer, Integer> onTheirWay = inParcel == null ? order.onTheirWay(units) : units;
        Map<Integer, Integer> awaited = CancellableUnits.awaited(order, units, onTheirWay, now);
        row.status = CancellationStatus.APPROVED;
        row.answeredAt = now;
        row.answeredBy = by.subject();
        return awaited.isEmpty()
                ? atOnce(order, row, units, onTheirWay, by, now)
                : onceItIsBack(order, row, request, new Awaited(units, awaited, waiting), by, now);
    }

    private Uni<CancellationAnswers.Done> atOnce(
            Order order,
            CancellationRow row,
            Map<Integer, Integer> units,
            Map<Integer, Integer> onTheirWay,
            Actor by,
            Instant now) {
        boolean whole = row.whole && units.equals(order.unitsLeft());
        Charge cost = CancellationCost.incurred(order, units, onTheirWay, "cancellation-" + row.id);
        Money worth = order.callBack(
                units, onTheirWay, order.waitsForMoney() ? CancelledBy.BUYER_UNPAID : CancelledBy.BUYER, now);
        Deduction deduction = Deduction.of(order, worth, cost);
        row.amount = (order.paid().isPositive() ? deduction.back() : worth).minor();
        row.whole = whole;
        Map<Integer, Integer> parts = whole ? Map.of() : units;
        return liabilities
                .find(order, row, Ending.ALONE, now)
                .chain(() -> store.insert(order, row, parts))
                .chain(() -> charges.book(order, deduction.charges(), by, now))
                .chain(() -> repay(order, deduction.back(), by, now))
                .chain(() -> approved(order, row, by, now))
                .call(saved -> flow.happened(saved, new OrderEvent.UnitsLeft(row.shipmentId), now))
                .map(saved -> new CancellationAnswers.Done(saved, new CancellationStore.Loaded(row, parts)));
    }

    private static @Nullable List<LineUnits> named(
            CancellationOpening.Wanted request, @Nullable Map<Integer, Integer> inParcel) {
        return inParcel == null
                ? request.units()
                : inParcel.entrySet().stream()
                        .map(unit -> new LineUnits(unit.getKey(), unit.getValue()))
                        .toList();
    }

    private Uni<Void> repay(Order order, Money amount, Actor by, Instant now) {
        return Steps.when(
                order.paid().isPositive(),
                () -> refunds.request(order, amount, RefundCause.CANCELLATION, null, by, now));
    }

    private Uni<Order> approved(Order order, CancellationRow row, Actor by, Instant now) {
        return orders.save(
                order,
                by,
                now,
                "cancellation.approved",
                "cancellations/" + row.id,
                CancellationAnswers.data(order, row));
    }

    /**
     * Units asked for.
     *
     * @param goods those of them whose refund waits for the goods
     * @param earlier those for which other refunds wait already
     */
    private record Awaited(Map<Integer, Integer> units, Map<Integer, Integer> goods, Map<Integer, Integer> earlier) {

        /** What is left of the order beside all of those. */
        Map<Integer, Integer> beside(Order order) {
            return UnitCounts.minus(UnitCounts.minus(order.unitsLeft(), goods), earlier);
        }
    }

    /** D1, D4: what was not sent is cancelled and paid back now, the rest when it is back; never for nothing returned. */
    private Uni<CancellationAnswers.Done> onceItIsBack(
            Order order,
            CancellationRow row,
            CancellationOpening.Wanted request,
            Awaited asked,
            Actor by,
            Instant now) {
        boolean delivered = CancellableUnits.handedOver(order);
        Map<Integer, Integer> units = asked.units();
        row.awaiting = delivered ? AwaitedGoods.Awaiting.GOODS_BACK : AwaitedGoods.Awaiting.PARCEL_BACK;
        row.amount =
                expected(order, units, delivered && request.fetchedByShop()).minor();
        row.whole = false;
        Map<Integer, Integer> open = UnitCounts.minus(units, asked.goods());
        Money worth = order.cancelUnits(open, CancelledBy.BUYER, now);
        return store.insert(order, row, units, asked.goods(), asked.beside(order))
                .chain(() -> repay(order, order.paidOf(worth), by, now))
                .chain(() -> approved(order, row, by, now))
                .call(saved -> Steps.when(!open.isEmpty(), () -> flow.happened(saved, new OrderEvent.UnitsLeft(), now)))
                .call(saved -> flow.happened(
                        saved,
                        new OrderEvent.ReturnAwaited(
                                row.id, asked.goods(), request.goodsAsTheyWere(), request.fetchedByShop(), by),
                        now))
                .map(saved -> new CancellationAnswers.Done(saved, new CancellationStore.Loaded(row, units)));
    }

    /** What will be given back, as far as it can be told now; of what nobody has paid, what it is worth. */
    private static Money expected(Order order, Map<Integer, Integer> units, boolean fetched) {
        Money worth = order.worthOf(units);
        if (!order.paid().isPositive()) {
            return worth;
        }
        Money back = worth.min(order.refundable());
        Charge cost = CancellationCost.fetching(order, fetched, "");
        return cost == null ? back : back.minus(cost.amount().min(back));
    }
}
