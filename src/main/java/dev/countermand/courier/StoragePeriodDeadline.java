package dev.countermand.courier;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.shipment.OrderProgress;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * C2: the post keeps a parcel for some time from the notice on; then it goes back. One that a carrier has brought back
 * goes the same way at once, whether it was refused at the door (A14) or not fetched.
 */
@ApplicationScoped
class StoragePeriodDeadline implements DeadlineHandler {

    private static final String NOBODY_CAME = "Nobody fetched it";

    /** P1: a parcel goes back whatever the rest does, be it still to be sent. */
    private static final Set<OrderStatus> UNDER_WAY =
            EnumSet.of(OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT);

    private static final Actor ACTOR = Actor.system("deadline");

    /** How long after it fell due while a dispute was open. */
    static final Duration ASK_AGAIN = Duration.ofDays(1);

    private final DueOrders due;
    private final Deadlines deadlines;
    private final HandOvers handOvers;
    private final ShipmentStore shipments;
    private final OrderProgress progress;
    private final ParcelGoods goods;

    StoragePeriodDeadline(
            DueOrders due,
            Deadlines deadlines,
            HandOvers handOvers,
            ShipmentStore shipments,
            OrderProgress progress,
            ParcelGoods goods) {
        this.due = due;
        this.deadlines = deadlines;
        this.handOvers = handOvers;
        this.shipments = shipments;
        this.progress = progress;
        this.goods = goods;
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
        if (!UNDER_WAY.contains(order.status())) {
            return Steps.nothing();
        }
        // A dispute is settled first; whether the parcel is still to go back then is asked again.
        return order.disputed()
                ? deadlines.set(order.id(), deadline.kind(), deadline.subject(), now.plus(ASK_AGAIN), now)
                : goesBack(order, deadline, now);
    }

    private Uni<Void> goesBack(Order order, Deadline deadline, Instant now) {
        return shipments
                .ofOrders(List.of(order.id()))
                .chain(declared -> progress.parcels(order).chain(parcels -> {
                    if (order.openUnits().isEmpty() && StoragePeriod.allReturned(declared)) {
                        return goneBack(order, parcels, "The carrier has brought it back", now);
                    }
                    return Steps.when(
                            order.possible(OrderAction.HAND_OVER), () -> unfetched(order, parcels, deadline, now));
                }));
    }

    /** P1: of several parcels only this one; the others are with the buyer, on their way, or have a period of their own. */
    private Uni<Void> unfetched(Order order, List<Parcel> parcels, Deadline deadline, Instant now) {
        List<Parcel> waiting = parcels.stream()
                .filter(parcel -> parcel.state().underWay() && !parcel.units().isEmpty())
                .toList();
        List<Parcel> meant = waiting.stream()
                .filter(parcel -> isMeant(parcel, order, deadline))
                .toList();
        if (meant.isEmpty()) {
            return Steps.nothing();
        }
        boolean all = order.openUnits().isEmpty()
                && meant.size() == waiting.size()
                && parcels.stream().noneMatch(parcel -> parcel.state() == ParcelState.DELIVERED && parcel.holds());
        return all
                ? goneBack(order, meant, NOBODY_CAME, now)
                : Steps.inTurn(meant, parcel -> goods.takeBack(order, parcel, ACTOR, NOBODY_CAME, now));
    }

    private Uni<Void> goneBack(Order order, List<Parcel> parcels, String why, Instant now) {
        return handOvers.unclaimed(order, parcels, why, ACTOR, now).replaceWithVoid();
    }

    /** Where all have gone back, one is set for the whole order. */
    private static boolean isMeant(Parcel parcel, Order order, Deadline deadline) {
        return deadline.subject().equals(order.id())
                || deadline.subject().equals(parcel.id().toString());
    }
}
