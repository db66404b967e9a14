package dev.countermand.courier;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.charge.Deduction;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.shipment.OrderProgress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * P3: the carrier has brought one of several parcels back. Its units are refunded, less what the policy lets the seller keep,
 * and the rest of the order goes on.
 */
@ApplicationScoped
class ParcelBackDeadline implements DeadlineHandler {

    private static final Actor CARRIER = Actor.system("carrier");

    private final DueOrders due;
    private final Deadlines deadlines;
    private final OrderProgress progress;
    private final OrderStore orders;
    private final Refunds refunds;
    private final Charges charges;
    private final OrderFlow flow;

    ParcelBackDeadline(
            DueOrders due,
            Deadlines deadlines,
            OrderProgress progress,
            OrderStore orders,
            Refunds refunds,
            Charges charges,
            OrderFlow flow) {
        this.due = due;
        this.deadlines = deadlines;
        this.progress = progress;
        this.orders = orders;
        this.refunds = refunds;
        this.charges = charges;
        this.flow = flow;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.PARCEL_BACK;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(deadline, (order, now) -> fallen(order, deadline, now));
    }

    private Uni<Void> fallen(Order order, Deadline deadline, Instant now) {
        if (order.status().ended()) {
            return Steps.nothing();
        }
        // A dispute is settled first; what is still in the parcel then is asked again.
        return order.disputed()
                ? deadlines.set(
                        order.id(), deadline.kind(), deadline.subject(), now.plus(StoragePeriodDeadline.ASK_AGAIN), now)
                : progress.parcels(order)
                        .chain(parcels -> Steps.inTurn(
                                parcels.stream()
                                        .filter(parcel -> isBack(parcel, deadline))
                                        .toList(),
                                parcel -> takeBack(order, parcel, now)));
    }

    /** It may have been delivered after all, or what was in it may have left the order. */
    private static boolean isBack(Parcel parcel, Deadline deadline) {
        return parcel.id().toString().equals(deadline.subject())
                && parcel.state() == ParcelState.RETURNED
                && !parcel.units().isEmpty();
    }

    private Uni<Void> takeBack(Order order, Parcel parcel, Instant now) {
        Map<Integer, Integer> units = parcel.units();
        Charges.Charge cost = RefusalCost.ofParcel(order, units, parcel.id());
        Money worth = order.broughtBack(units, now);
        Deduction deduction = Deduction.of(order, worth, cost);
        return refunds.request(order, deduction.back(), RefundCause.REFUSAL, null, CARRIER, now)
                .chain(() -> charges.book(order, deduction.charges(), CARRIER, now))
                .chain(() -> orders.save(
                        order,
                        CARRIER,
                        now,
                        "shipment.refunded",
                        "shipments/" + parcel.id(),
                        data(order, parcel, deduction.back())))
                .chain(saved -> flow.happened(saved, new OrderEvent.UnitsLeft(), now));
    }

    private static Map<String, Object> data(Order order, Parcel parcel, Money back) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("shipmentId", parcel.id().toString());
        data.put("refunded", back.text());
        data.put("currency", back.currency().getCurrencyCode());
        data.put("status", order.status().name());
        data.put("rule", "P3");
        return data;
    }
}
