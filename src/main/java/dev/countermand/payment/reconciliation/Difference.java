package dev.countermand.payment.reconciliation;

/** How two books differ over one thing. */
enum Difference {
    /** The provider has it, and we do not: made by hand at the provider's, or by another system. */
    MISSING_HERE,
    /** We have it, and the provider does not. */
    MISSING_THERE,
    /** Both have it, over another amount or in another currency. */
    AMOUNT_DIFFERS,
    /** Both have it, and the money has moved by one book only. */
    STATE_DIFFERS
}
