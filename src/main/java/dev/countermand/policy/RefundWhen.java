package dev.countermand.policy;

/** D4: what of the law's return the refund waits for. */
public enum RefundWhen {
    /** A carrier has the goods on their way back. */
    SENT_BACK,
    /** The seller has the goods again. */
    BACK
}
