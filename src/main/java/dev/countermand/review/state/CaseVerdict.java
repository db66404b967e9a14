package dev.countermand.review.state;

/** How a moderator decides (A26). */
public enum CaseVerdict {
    /** The shipment is believed; the order goes on. Of a dispute: the seller is right (A19); of a carrier's mistake: looked after. */
    RELEASE,
    /**
     * F13: nothing is established yet. The order goes on, its escrow is held, and the case stays before the moderators.
     */
    HOLD,
    /** Fraud is established: cancelled, refunded in full, the seller is fined. Of a dispute: the buyer is right (A19). */
    CANCEL_AND_REFUND
}
