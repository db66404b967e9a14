package dev.countermand.shipment;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.tracking.event.ParcelNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads once more what carriers have reported under a number that an order has just named: see {@link LateEventCheck}. */
@ApplicationScoped
class EventsCrossedDeadline implements DeadlineHandler {

    private final DueOrders due;
    private final OrderFlow flow;

    EventsCrossedDeadline(DueOrders due, OrderFlow flow) {
        this.due = due;
        this.flow = flow;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.EVENTS_CROSSED;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        ParcelNumber number = LateEventCheck.number(deadline.subject());
        return due.carryOut(
                deadline,
                (order, now) -> flow.happened(
                        order, new OrderEvent.CarrierReported(number.carrier(), number.trackingNumber()), now));
    }
}
