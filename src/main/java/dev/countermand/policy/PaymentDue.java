package dev.countermand.policy;

/** When a buyer pays. */
public enum PaymentDue {
    /** The seller begins when the money is there (A3, A9). */
    BEFORE_PROCESSING,
    /** When the goods are handed over (C1). */
    ON_DELIVERY
}
