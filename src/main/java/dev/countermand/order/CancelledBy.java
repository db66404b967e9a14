package dev.countermand.order;

/** What ended a cancelled order. */
public enum CancelledBy {
    /** The buyer, before he paid (A2). */
    BUYER_UNPAID,
    /** Buyer asked, seller approved (A8). */
    AGREEMENT,
    /** The processing time ran out (A9). */
    TIMEOUT,
    /** The administration (A26). */
    ADMINISTRATION
}
