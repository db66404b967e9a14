package dev.countermand.dispute.state;

/** How far the goods of a dispute are on their way back to the seller (A19). */
public enum ReturnProgress {
    /** The buyer has them, as far as anybody said. */
    NOT_SENT,
    /** The buyer has named a number; no carrier has seen the parcel. */
    TOLD,
    /** The carrier has the parcel, or had it. */
    SCANNED
}
