package dev.countermand.order.progress;

/** P1: where a parcel is in its own life. */
public enum ParcelState {
    /** The seller says so; no carrier has scanned it (A13). */
    DECLARED,
    /** The carrier has it (A14). */
    ACCEPTED,
    DELIVERED,
    /** The carrier has brought it back to the sender (P3). */
    RETURNED,
    /** Nobody has heard of it for the policy's time (P5, P6); a scan takes that back. */
    LOST,
    /** Of a number that was put right: the parcel goes on under another one, and this one is kept on record (P4). */
    REPLACED,
    /** Declared, and all that was in it left the order before a carrier had it (A13). */
    VOID;

    /** The kind of the event that tells that a parcel has become this. */
    public String event() {
        return switch (this) {
            case DECLARED -> "shipment.declared";
            case ACCEPTED -> "shipment.accepted";
            case DELIVERED -> "shipment.delivered";
            case RETURNED -> "shipment.returned";
            case LOST -> "shipment.lost";
            case REPLACED -> "shipment.replaced";
            case VOID -> "shipment.void";
        };
    }

    /**
     * What is known of a parcel makes it, whatever is left in it. A delivery stands: a later word of a return is another
     * journey, which disputes are about.
     *
     * @param arrived the buyer has it
     * @param accepted a carrier has taken it over
     * @param broughtBack the carrier said last that it has brought it back
     */
    public static ParcelState of(boolean arrived, boolean accepted, boolean broughtBack, boolean lost) {
        if (arrived) {
            return DELIVERED;
        }
        if (accepted && broughtBack) {
            return RETURNED;
        }
        if (lost) {
            return LOST;
        }
        return accepted ? ACCEPTED : DECLARED;
    }

    /** Whether anything is still waited for: a parcel that is with the buyer, or in which nothing is, waits for nothing. */
    public boolean underWay() {
        return this == DECLARED || this == ACCEPTED || this == LOST;
    }
}
