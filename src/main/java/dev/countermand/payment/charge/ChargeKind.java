package dev.countermand.payment.charge;

/** What somebody owes for an order beside what was paid. */
public enum ChargeKind {
    /** C1, E1: what of the price was not paid when the goods were received. */
    PRICE,
    /** E2: what was spent on bringing an order that was then cancelled. */
    SHIPPING_COSTS,
    /** C3: what it cost to bring, and bring back, what was refused or not fetched. */
    DELIVERY_COSTS,
    /** A19, D4: what it costs to bring the goods back from the buyer. */
    RETURN_SHIPPING
}
