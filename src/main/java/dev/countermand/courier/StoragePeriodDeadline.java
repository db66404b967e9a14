package dev.countermand.courier;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.shipment.PickupObserver;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.tracking.event.CarrierStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.Set;

/**
 * C2: the post keeps a parcel for some time from the notice on; then it goes back. One that a carrier has brought back
 * goes the same way at once, whether it was refused at the door (A14) or not fetched.
 */
@ApplicationScoped
class StoragePeriodDeadline implements PickupObserver, DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    /** How long after it fell due while a dispute was open. */
    static final Duration ASK_AGAIN = Duration.ofDays(1);

    private final DueOrders due;
    private final Deadlines deadlines;
    private final HandOvers handOvers;
    private final ShipmentStore shipments;
    private final InstantSource clock;

    StoragePeriodDeadline(
            DueOrders due, Deadlines deadlines, HandOvers handOvers, ShipmentStore shipments, InstantSource clock) {
        this.due = due;
        this.deadlines = deadlines;
        this.handOvers = handOvers;
        this.shipments = shipments;
        this.clock = clock;
    }

    @Override
    public Uni<Void> ready(Order order, Instant since) {
        Period kept = order.policy().handOver().storagePeriod();
        if (kept == null) {
            return Steps.nothing();
        }
        Instant now = Timestamps.now(clock);
        return deadlines.setOnce(
                order.id(),
                DeadlineKind.STORAGE_PERIOD,
                order.id(),
                over(order, since, kept),
                now,
                order.frozen() ? now : null);
    }

    /** Counted in the market's time zone. */
    static Instant over(Order order, Instant since, Period kept) {
        return since.atZone(order.policy().timeZone()).plus(kept).toInstant();
    }

    /** Whether the carrier has brought back every parcel of the order. */
    static boolean allReturned(List<Shipment> parcels) {
        return !parcels.isEmpty()
                && parcels.stream()
                        .allMatch(parcel -> CarrierStatus.RETURNED.name().equals(parcel.lastStatus()));
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.STORAGE_PERIOD);
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
            boolean returned = allReturned(parcels);
            return returned || order.possible(OrderAction.HAND_OVER)
                    ? handOvers
                            .unclaimed(
                                    order,
                                    returned ? "The carrier has brought it back" : "Nobody fetched it",
                                    ACTOR,
                                    now)
                            .replaceWithVoid()
                    : Steps.nothing();
        });
    }

    /** A14, C2: refused at the door or not fetched, it has gone back already: nothing more is waited for. */
    @Override
    public Uni<Void> returned(Order order, List<Shipment> parcels) {
        if (!allReturned(parcels)) {
            return Steps.nothing();
        }
        Instant now = Timestamps.now(clock);
        return deadlines
                .drop(order.id(), kinds())
                .chain(() -> deadlines.set(
                        order.id(), DeadlineKind.STORAGE_PERIOD, order.id(), now, now, order.frozen() ? now : null));
    }
}
