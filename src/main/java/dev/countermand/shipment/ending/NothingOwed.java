package dev.countermand.shipment.ending;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.shipment.OrderProgress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A20: everything paid was given back while the order was under way, so nothing is owed any more. What no carrier has leaves
 * the order, without a fine, and a request to cancel it has what it wanted; what is on its way goes on.
 */
@ApplicationScoped
public class NothingOwed {

    private final OrderProgress progress;
    private final CancellationOutcomes requests;
    private final OrderStore orders;
    private final OrderFlow flow;

    NothingOwed(OrderProgress progress, CancellationOutcomes requests, OrderStore orders, OrderFlow flow) {
        this.progress = progress;
        this.requests = requests;
        this.orders = orders;
        this.flow = flow;
    }

    /**
     * Does nothing where something is owed, nothing was ever paid (C1), or the order is frozen: then it is looked at when it is
     * released. While a dispute is open, that says what becomes of the order. The caller has the order locked.
     */
    public Uni<Void> settle(Order order, Actor by, Instant now) {
        boolean owed = !order.paid().isPositive() || order.refundable().isPositive();
        return owed || order.status().ended() || order.frozen() || order.disputed()
                ? Steps.nothing()
                : progress.parcels(order).chain(parcels -> {
                    Map<Integer, Integer> units = unsent(order, parcels);
                    return Steps.when(!units.isEmpty(), () -> cancel(order, units, by, now));
                });
    }

    private static Map<Integer, Integer> unsent(Order order, List<Parcel> parcels) {
        return UnitCounts.plus(
                order.openUnits(),
                UnitCounts.sum(parcels.stream()
                        .filter(parcel -> parcel.state() == ParcelState.DECLARED)
                        .map(Parcel::units)));
    }

    private Uni<Void> cancel(Order order, Map<Integer, Integer> units, Actor by, Instant now) {
        return requests.upheld(order, now)
                .chain(() -> {
                    Money worth = order.callBack(units, CancelledBy.ADMINISTRATION, now);
                    return orders.save(
                            order, by, now, "order.nothing-owed", "orders/" + order.id(), data(order, units, worth));
                })
                .chain(saved -> flow.happened(saved, new OrderEvent.UnitsLeft(), now));
    }

    private static Map<String, Object> data(Order order, Map<Integer, Integer> units, Money worth) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("buyerId", order.terms().buyerId());
        data.put("sellerId", order.terms().sellerId());
        data.put("status", order.status().name());
        data.put("units", UnitCounts.total(units));
        data.put("amount", worth.text());
        data.put("currency", worth.currency().getCurrencyCode());
        data.put("because", "everything paid was given back, so nothing is owed any more");
        data.put("rule", "A20");
        return data;
    }
}
