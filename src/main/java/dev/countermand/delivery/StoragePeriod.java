package dev.countermand.delivery;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAction;
import dev.countermand.order.OrderStore;
import dev.countermand.shipment.CarrierStatus;
import dev.countermand.shipment.PickupObserver;
import dev.countermand.shipment.Shipment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.Set;

/** C2: the post keeps a parcel for some time from the notice on; then it goes back. */
@ApplicationScoped
class StoragePeriod implements PickupObserver, DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final Sessions sessions;
    private final Deadlines deadlines;
    private final OrderStore orders;
    private final HandOvers handOvers;
    private final InstantSource clock;

    StoragePeriod(Sessions sessions, Deadlines deadlines, OrderStore orders, HandOvers handOvers, InstantSource clock) {
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.orders = orders;
        this.handOvers = handOvers;
        this.clock = clock;
    }

    @Override
    public Uni<Void> ready(Order order, Instant since) {
        Period kept = order.policy().handOver().storagePeriod();
        if (kept == null) {
            return Uni.createFrom().voidItem();
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
                && parcels.stream().allMatch(parcel -> CarrierStatus.RETURNED.name().equals(parcel.lastStatus()));
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.STORAGE_PERIOD);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inTransaction(() -> orders.lock(deadline.orderId())
                .flatMap(order -> deadlines
                        .finish(deadline)
                        .flatMap(mine -> mine && order.possible(OrderAction.HAND_OVER) && !order.disputed()
                                ? handOvers
                                        .unclaimed(order, ACTOR, Timestamps.now(clock))
                                        .replaceWithVoid()
                                : Uni.createFrom().voidItem())));
    }
}
