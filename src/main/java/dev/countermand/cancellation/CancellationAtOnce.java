package dev.countermand.cancellation;

import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderLine;
import dev.countermand.order.OrderStore;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.charge.Charges.Charge;
import dev.countermand.payment.charge.Deduction;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.policy.LastMoment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    /** Cancels what was asked for. The caller has the order locked and has made sure that it is possible. */
    Uni<CancellationAnswers.Done> cancel(
            Order order, CancellationRow row, CancellationOpening.Wanted request, Actor by, Instant now) {
        boolean handedOver = order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.COMPLETED;
        if (handedOver && !request.goodsAsTheyWere()) {
            throw Refusal.invalid(
                            "goodsAsTheyWere", "must be true: the goods have kept their looks and properties (D3)")
                    .asException();
        }
        Map<Integer, Integer> available = available(order, now);
        refuseBespoke(order, request, available, by);
        Map<Integer, Integer> units = UnitChoice.of(order, request.units(), available, by.role());
        boolean whole = row.whole && units.equals(order.unitsLeft());
        String cause = "cancellation-" + row.id;
        Charge cost = handedOver
                ? CancellationCost.fetching(order, request.fetchedByShop(), cause)
                : CancellationCost.incurred(order, units, cause);
        Money worth = handedOver
                ? order.takeBack(units, now)
                : order.callBack(
                        units,
                        order.status() == OrderStatus.PLACED ? CancelledBy.BUYER_UNPAID : CancelledBy.BUYER,
                        now);
        Deduction deduction = Deduction.of(order, worth, cost);
        row.status = CancellationStatus.APPROVED;
        row.answeredAt = now;
        row.answeredBy = by.subject();
        row.amount = (order.paid().isPositive() ? deduction.back() : worth).minor();
        row.whole = whole;
        Map<Integer, Integer> parts = whole ? Map.of() : units;
        return liabilities
                .find(order, row, Ending.ALONE, now)
                .chain(() -> store.insert(row, parts))
                .chain(() -> charges.book(order, deduction.charges(), by, now))
                .chain(() -> order.paid().isPositive()
                        ? refunds.request(
                                        order,
                                        deduction.back(),
                                        handedOver ? RefundCause.WITHDRAWAL : RefundCause.CANCELLATION,
                                        null,
                                        by,
                                        now)
                                .replaceWithVoid()
                        : Steps.nothing())
                .chain(() -> orders.save(
                        order,
                        by,
                        now,
                        "cancellation.approved",
                        "cancellations/" + row.id,
                        CancellationAnswers.data(order, row)))
                .call(saved -> flow.happened(saved, new OrderEvent.UnitsLeft(), now))
                .map(saved -> new CancellationAnswers.Done(saved, new CancellationStore.Loaded(row, parts)));
    }

    /**
     * All that is left, or has not been sent where that is the last moment (C1). Of what was made for this buyer alone
     * only what the market itself gives them: the law excludes it (D3), and takes nothing away (L2).
     */
    static Map<Integer, Integer> available(Order order, Instant now) {
        Map<Integer, Integer> ofTheMarket =
                order.policy().cancellation().until() == LastMoment.DISPATCH ? order.openUnits() : order.unitsLeft();
        if (order.withdrawalRight() == null) {
            return ofTheMarket;
        }
        Map<Integer, Integer> bespoke = Eligibility.aloneWithoutTheLaw(order, now) ? ofTheMarket : Map.of();
        Map<Integer, Integer> units = new TreeMap<>(order.unitsLeft());
        for (OrderLine line : order.lines()) {
            int own = bespoke.getOrDefault(line.line(), 0);
            if (line.madeToMeasure() && own > 0) {
                units.put(line.line(), own);
            } else if (line.madeToMeasure()) {
                units.remove(line.line());
            }
        }
        return units;
    }

    static void refuseBespoke(
            Order order, CancellationOpening.Wanted request, Map<Integer, Integer> available, Actor by) {
        if (request.units() == null) {
            return;
        }
        for (OrderLine line : order.lines()) {
            boolean asked = request.units().stream().anyMatch(units -> units.line() == line.line());
            if (asked && line.madeToMeasure() && line.left() > 0 && !available.containsKey(line.line())) {
                throw order.notNow(
                                "MADE_TO_MEASURE",
                                "Line " + line.line()
                                        + " was made to measure for this buyer and cannot be returned (D3)",
                                Set.of(by.role()))
                        .asException();
            }
        }
    }
}
