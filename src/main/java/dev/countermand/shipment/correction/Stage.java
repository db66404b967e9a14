package dev.countermand.shipment.correction;

import dev.countermand.tracking.event.CarrierStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a parcel is known to have come, kept while the carrier's events are read anew: what it does not show any more
 * afterwards, the carrier has taken back. Pure.
 */
public record Stage(
        UUID shipmentId,
        @Nullable Instant acceptedAt,
        @Nullable Instant deliveredAt,
        @Nullable String lastStatus) {

    /** What a parcel was believed to have gone through and has not. */
    public record TakenBack(UUID shipmentId, boolean acceptance, boolean delivery, boolean comingBack, boolean ready) {

        public boolean anything() {
            return acceptance || delivery || comingBack || ready;
        }

        /** In words, for example {@code that it delivered the parcel}; the furthest that it was. */
        public String inWords() {
            return comingBack
                    ? "that it brought the parcel back"
                    : delivery
                            ? "that it delivered the parcel"
                            : acceptance ? "that it ever had the parcel" : "that the parcel could be fetched";
        }
    }

    /** What of it is gone in a later stage of the same parcel. */
    public TakenBack since(Stage later) {
        return new TakenBack(
                shipmentId,
                acceptedAt != null && later.acceptedAt == null,
                deliveredAt != null && later.deliveredAt == null,
                said(CarrierStatus.RETURNED) && !later.said(CarrierStatus.RETURNED),
                said(CarrierStatus.OUT_FOR_DELIVERY)
                        && !later.said(CarrierStatus.OUT_FOR_DELIVERY)
                        && later.deliveredAt == null);
    }

    private boolean said(CarrierStatus status) {
        return status.name().equals(lastStatus);
    }
}
