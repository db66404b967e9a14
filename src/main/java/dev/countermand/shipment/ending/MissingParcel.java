package dev.countermand.shipment.ending;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.order.DueOrders;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Owed;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.shipment.LostParcels;
import dev.countermand.shipment.LostParcels.Missing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What the deadlines of a missing parcel have in common: whether it is still missing, and whether this is the time. */
@ApplicationScoped
class MissingParcel {

    static final Actor ACTOR = Actor.system("deadline");

    /** How long after it fell due while a dispute was open. */
    static final Duration ASK_AGAIN = Duration.ofDays(1);

    /** What follows for a parcel whose time has come. */
    @FunctionalInterface
    interface Act {
        Uni<Void> on(Order order, Missing missing, Instant now);
    }

    private final DueOrders due;
    private final Deadlines deadlines;
    private final LostParcels parcels;

    MissingParcel(DueOrders due, Deadlines deadlines, LostParcels parcels) {
        this.due = due;
        this.deadlines = deadlines;
        this.parcels = parcels;
    }

    /**
     * Does it, if the parcel is missing in this state and its time has come. A dispute is settled first; what was heard of the
     * parcel, or agreed, since the deadline was set may have put it off.
     */
    Uni<Void> fire(Deadline deadline, ParcelState in, Act act) {
        return fire(
                deadline,
                (order, missing, now) -> Steps.when(missing.parcel().state() == in, () -> act.on(order, missing, now)));
    }

    /** The same in whatever state it is missing. */
    Uni<Void> fire(Deadline deadline, Act act) {
        UUID id = UUID.fromString(deadline.subject());
        return due.carryOut(
                deadline,
                (order, now) -> parcels.missing(order)
                        .chain(missing -> Steps.inTurn(
                                missing.stream()
                                        .filter(one -> one.parcel().id().equals(id))
                                        .toList(),
                                one -> fallen(order, deadline, one, act, now))));
    }

    private Uni<Void> fallen(Order order, Deadline deadline, Missing missing, Act act, Instant now) {
        Instant by = LostParcels.due(
                order, new Owed(deadline.kind(), missing.parcel().id()), missing, now);
        if (order.disputed() || by.isAfter(now)) {
            return deadlines.setOnce(
                    order.id(),
                    deadline.kind(),
                    deadline.subject(),
                    by.isAfter(now) ? by : now.plus(ASK_AGAIN),
                    now,
                    null);
        }
        return act.on(order, missing, now);
    }
}
