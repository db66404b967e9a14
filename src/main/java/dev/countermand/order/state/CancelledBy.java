package dev.countermand.order.state;

/** What ended a cancelled order. */
public enum CancelledBy {
    /** The buyer, before they paid (A2). */
    BUYER_UNPAID,
    /** The buyer alone, paid or not, where nobody's consent is needed (C1, D1, E1, L2). */
    BUYER,
    /** Buyer asked, seller approved (A8). */
    AGREEMENT,
    /** The processing time ran out (A9). */
    TIMEOUT,
    /** The administration (A26). */
    ADMINISTRATION
}
