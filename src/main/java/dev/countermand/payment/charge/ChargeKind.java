package dev.countermand.payment.charge;

/** What somebody owes for an order beside its price. */
public enum ChargeKind {
    /** E2: what was spent on bringing an order that was then cancelled. */
    SHIPPING_COSTS,
    /** C3: what it cost to bring, and bring back, what was refused or not fetched. */
    DELIVERY_COSTS,
    /** A19, D4: what it costs to bring the goods back from the buyer. */
    RETURN_SHIPPING
}
