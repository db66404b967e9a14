package dev.countermand.cancellation.seller;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.policy.Fines;
import dev.countermand.seller.SellerRecord;
import dev.countermand.seller.SellingGate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A9: not declared shipped in time, so cancelled without anyone's consent, refunded in full, and the seller is fined. */
@ApplicationScoped
class DeclareShipmentDeadline implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final DueOrders due;
    private final OrderStore orders;
    private final CancellationOutcomes cancellations;
    private final Refunds refunds;
    private final SellerRecord sellers;
    private final SellingGate gate;
    private final OrderFlow flow;

    DeclareShipmentDeadline(
            DueOrders due,
            OrderStore orders,
            CancellationOutcomes cancellations,
            Refunds refunds,
            SellerRecord sellers,
            SellingGate gate,
            OrderFlow flow) {
        this.due = due;
        this.orders = orders;
        this.cancellations = cancellations;
        this.refunds = refunds;
        this.sellers = sellers;
        this.gate = gate;
        this.flow = flow;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.DECLARE_SHIPMENT;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(
                deadline,
                (order, now) -> Steps.when(
                        order.status() == OrderStatus.PROCESSING, () -> cancel(order, deadline.dueAt(), now)));
    }

    /** What was shipped of the order goes on; only what was not is cancelled. */
    private Uni<Void> cancel(Order order, Instant dueAt, Instant now) {
        Fines.Fine fine = order.policy().fines().overdueShipment();
        return cancellations.expired(order, now).chain(() -> {
            Money worth = order.cancelUnits(order.openUnits(), CancelledBy.TIMEOUT, now);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("orderId", order.id());
            data.put("status", order.status().name());
            data.put("amount", worth.text());
            data.put("currency", worth.currency().getCurrencyCode());
            data.put("rule", "A9");
            return refunds.request(order, order.paidOf(worth), RefundCause.TIMEOUT, null, ACTOR, now)
                    .chain(() -> gate.wasSuspended(order.terms().sellerId(), dueAt))
                    // A27: who may declare nothing is not fined for having declared nothing.
                    .chain(suspended -> Steps.when(
                            !suspended,
                            () -> sellers.fine(
                                    order,
                                    "overdue-shipment",
                                    "A9",
                                    fine,
                                    worth,
                                    "No shipment was declared within the processing time of "
                                            + order.terms().processingTime().inWords(),
                                    ACTOR,
                                    now)))
                    .chain(fined -> orders.save(order, ACTOR, now, "order.overdue", "orders/" + order.id(), data))
                    .chain(saved -> flow.happened(saved, new OrderEvent.UnitsLeft(), now));
        });
    }
}
