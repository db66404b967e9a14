package dev.countermand.shipment.ending;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.shipment.LostParcels;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** P5: the buyer has not claimed a lost parcel: a person looks at it. */
@ApplicationScoped
class LostCaseDeadline implements DeadlineHandler {

    private final MissingParcel missing;
    private final LostParcels parcels;

    LostCaseDeadline(MissingParcel missing, LostParcels parcels) {
        this.missing = missing;
        this.parcels = parcels;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.LOST_CASE;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return missing.fire(
                deadline,
                ParcelState.LOST,
                (order, parcel, now) -> parcels.ask(order, parcel, MissingParcel.ACTOR, now));
    }
}
