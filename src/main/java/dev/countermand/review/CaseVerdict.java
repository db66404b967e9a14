package dev.countermand.review;

/** How a moderator decides (A26). */
public enum CaseVerdict {
    /** The shipment is believed; the order goes on. */
    RELEASE,
    /** Fraud is established: cancelled, refunded in full, the seller is fined. */
    CANCEL_AND_REFUND
}
