package dev.countermand.shipment.ending;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.shipment.LostParcels;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** P5: the carrier has told nothing more of a parcel for the policy's time: it counts as lost. */
@ApplicationScoped
class ParcelLostDeadline implements DeadlineHandler {

    private final MissingParcel missing;
    private final LostParcels parcels;

    ParcelLostDeadline(MissingParcel missing, LostParcels parcels) {
        this.missing = missing;
        this.parcels = parcels;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.PARCEL_LOST;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return missing.fire(
                deadline,
                ParcelState.ACCEPTED,
                (order, parcel, now) -> parcels.lose(order, parcel, MissingParcel.ACTOR, now));
    }
}
