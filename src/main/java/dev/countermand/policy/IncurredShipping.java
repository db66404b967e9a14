package dev.countermand.policy;

/** What becomes of the shipping fee when an order is cancelled that is on its way. */
public enum IncurredShipping {
    /** The buyer gets it back. */
    REFUNDED,
    /** The shop has spent it, and keeps it (E2). */
    DEDUCTED
}
