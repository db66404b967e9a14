package dev.countermand.courier;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * C2: the post keeps a parcel for some time from the notice on; then it goes back. One that a carrier has brought back
 * goes the same way at once, whether it was refused at the door (A14) or not fetched.
 */
@ApplicationScoped
class StoragePeriodDeadline implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    /** How long after it fell due while a dispute was open. */
    static final Duration ASK_AGAIN = Duration.ofDays(1);

    private final DueOrders due;
    private final Deadlines deadlines;
    private final HandOvers handOvers;
    private final ShipmentStore shipments;

    StoragePeriodDeadline(DueOrders due, Deadlines deadlines, HandOvers handOvers, ShipmentStore shipments) {
        this.due = due;
        this.deadlines = deadlines;
        this.handOvers = handOvers;
        this.shipments = shipments;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.STORAGE_PERIOD;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return due.carryOut(deadline, (order, now) -> fallen(order, deadline, now));
    }

    private Uni<Void> fallen(Order order, Deadline deadline, Instant now) {
        if (order.status() != OrderStatus.SHIPPED && order.status() != OrderStatus.IN_TRANSIT) {
            return Steps.nothing();
        }
        // A dispute is settled first; whether the parcel is still to go back then is asked again.
        return order.disputed()
                ? deadlines.set(order.id(), deadline.kind(), deadline.subject(), now.plus(ASK_AGAIN), now)
                : goesBack(order, now);
    }

    private Uni<Void> goesBack(Order order, Instant now) {
        return shipments.ofOrders(List.of(order.id())).chain(parcels -> {
            boolean returned = StoragePeriod.allReturned(parcels);
            String why = returned ? "The carrier has brought it back" : "Nobody fetched it";
            return Steps.when(
                    returned || order.possible(OrderAction.HAND_OVER),
                    () -> handOvers.unclaimed(order, why, ACTOR, now));
        });
    }
}
