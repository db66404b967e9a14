package dev.countermand.shipment.correction;

/** What a number is to its parcel (P4). */
public enum NumberState {
    /** The parcel's. */
    IN_FORCE,
    /** It was the parcel's, until it was put right. */
    REPLACED,
    /** The seller says, while the order is frozen, that this is the right one. */
    PROPOSED,
    /** The seller has proposed another one instead. */
    WITHDRAWN,
    /** A moderator has not taken it. */
    REJECTED
}
