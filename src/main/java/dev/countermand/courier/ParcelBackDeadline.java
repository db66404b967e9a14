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
import dev.countermand.shipment.OrderProgress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

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
    private final ParcelGoods goods;

    ParcelBackDeadline(DueOrders due, Deadlines deadlines, OrderProgress progress, ParcelGoods goods) {
        this.due = due;
        this.deadlines = deadlines;
        this.progress = progress;
        this.goods = goods;
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
                                parcel -> goods.takeBack(order, parcel, CARRIER, null, now)));
    }

    /** It may have been delivered after all, or what was in it may have left the order. */
    private static boolean isBack(Parcel parcel, Deadline deadline) {
        return parcel.id().toString().equals(deadline.subject())
                && parcel.state() == ParcelState.RETURNED
                && !parcel.units().isEmpty();
    }
}
