package dev.countermand.shipment.ending;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.shipment.LostParcels;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * P5, P6: the person who was asked has not answered. A parcel that nobody ever scanned counts as lost; of one that is lost the
 * buyer gets their money.
 */
@ApplicationScoped
class ParcelUnansweredDeadline implements DeadlineHandler {

    private static final String UNDECIDED = "The parcel is lost, and nobody has decided otherwise in time (P5)";

    private final MissingParcel missing;
    private final LostParcels parcels;

    ParcelUnansweredDeadline(MissingParcel missing, LostParcels parcels) {
        this.missing = missing;
        this.parcels = parcels;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.PARCEL_UNANSWERED;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return missing.fire(deadline, (order, one, now) -> switch (one.parcel().state()) {
            case DECLARED -> parcels.lose(order, one, MissingParcel.ACTOR, now);
            case LOST -> parcels.refund(order, one.parcel().id(), UNDECIDED, MissingParcel.ACTOR, now);
            // It was heard of meanwhile, or nothing is in it any more.
            case ACCEPTED, DELIVERED, RETURNED, REPLACED, VOID -> Steps.nothing();
        });
    }
}
