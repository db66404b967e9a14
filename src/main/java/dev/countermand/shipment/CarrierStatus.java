package dev.countermand.shipment;

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

    private final boolean physical;

    CarrierStatus(boolean physical) {
        this.physical = physical;
    }

    /** Somebody of the carrier had the parcel in his hands: carrier acceptance is the first of these. */
    public boolean physical() {
        return physical;
    }
}
