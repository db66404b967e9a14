package dev.countermand.payment;

/** Why money goes back. */
public enum RefundCause {
    /** A8. */
    CANCELLATION,
    /** A9. */
    TIMEOUT,
    /** A26. */
    ADMINISTRATION,
    /** Given by the marketplace. */
    GOODWILL
}
