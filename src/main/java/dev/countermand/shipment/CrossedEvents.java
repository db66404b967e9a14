package dev.countermand.shipment;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Reads once more what carriers have told of a number that an order has just named: see {@link Crossings}. */
@ApplicationScoped
class CrossedEvents implements DeadlineHandler {

    private final DueOrders due;
    private final CarrierEvents events;

    CrossedEvents(DueOrders due, CarrierEvents events) {
        this.due = due;
        this.events = events;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.EVENTS_CROSSED);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        ParcelNumber number = Crossings.number(deadline.subject());
        return due.carryOut(deadline, (order, now) -> events.progress(order, number));
    }
}
