package dev.countermand.tracking.event;

import java.util.List;

/** What a carrier says of a parcel, in the words of the contract. */
public enum CarrierStatus {
    /** A label, not a scan. */
    LABEL_CREATED(false),
    ACCEPTED(true),
    IN_TRANSIT(true),
    OUT_FOR_DELIVERY(true),
    DELIVERED(true),
    /** Something went wrong; says nothing about where the parcel is. */
    EXCEPTION(false),
    RETURNED(true);

    private static final List<CarrierStatus> WAY =
            List.of(LABEL_CREATED, EXCEPTION, ACCEPTED, IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED, RETURNED);

    private final boolean physical;

    CarrierStatus(boolean physical) {
        this.physical = physical;
    }

    /** Somebody of the carrier had the parcel in their hands: carrier acceptance is the first of these. */
    public boolean physical() {
        return physical;
    }

    /** Where on a parcel's way it stands, for events told of one moment: trouble stands behind no scan. */
    int step() {
        return WAY.indexOf(this);
    }
}
