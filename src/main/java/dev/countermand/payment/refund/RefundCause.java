package dev.countermand.payment.refund;

/** Why money goes back. */
public enum RefundCause {
    /** A8. */
    CANCELLATION,
    /** A9. */
    TIMEOUT,
    /** A26. */
    ADMINISTRATION,
    /** Given by the marketplace. */
    GOODWILL,
    /** A15, A19. */
    DISPUTE,
    /** D1. */
    WITHDRAWAL,
    /** C2, L2: refused when it was handed over, or not fetched. */
    REFUSAL,
    /** A20a: it came in and was not owed: late, twice, or more than was due. */
    NOT_OWED
}
