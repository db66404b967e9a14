package dev.countermand.policy;

/** Which of several payments of an order gives back first (A20). */
public enum RefundOrder {
    /** What was paid first is given back first. */
    FIRST_PAID_FIRST,
    /** What was paid last is given back first. */
    LAST_PAID_FIRST
}
