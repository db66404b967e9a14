package dev.countermand.order.progress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** P1: where a parcel is in its own life. */
public enum ParcelState {
    /** The seller says so; no carrier has scanned it (A13). */
    DECLARED,
    /** The carrier has it (A14). */
    ACCEPTED,
    DELIVERED,
    /** The carrier has brought it back to the sender (P3). */
    RETURNED;

    /** The kind of the event that tells that a parcel has become this. */
    public String event() {
        return switch (this) {
            case DECLARED -> "shipment.declared";
            case ACCEPTED -> "shipment.accepted";
            case DELIVERED -> "shipment.delivered";
            case RETURNED -> "shipment.returned";
        };
    }

    /**
     * What the summary of a carrier's events makes of a parcel. A delivery stands: a later word of a return is another
     * journey, which disputes are about.
     *
     * @param broughtBack whether the carrier's last word is that it went back
     */
    public static ParcelState of(@Nullable Instant acceptedAt, @Nullable Instant deliveredAt, boolean broughtBack) {
        if (deliveredAt != null) {
            return DELIVERED;
        }
        if (acceptedAt == null) {
            return DECLARED;
        }
        return broughtBack ? RETURNED : ACCEPTED;
    }
}
