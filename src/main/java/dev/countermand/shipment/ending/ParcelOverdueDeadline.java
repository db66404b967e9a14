package dev.countermand.shipment.ending;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.shipment.LostParcels;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** P6: nobody has scanned or delivered a parcel in the policy's time: a person is asked. */
@ApplicationScoped
class ParcelOverdueDeadline implements DeadlineHandler {

    private final MissingParcel missing;
    private final LostParcels parcels;

    ParcelOverdueDeadline(MissingParcel missing, LostParcels parcels) {
        this.missing = missing;
        this.parcels = parcels;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.PARCEL_OVERDUE;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return missing.fire(
                deadline,
                ParcelState.DECLARED,
                (order, parcel, now) -> parcels.ask(order, parcel, MissingParcel.ACTOR, now));
    }
}
