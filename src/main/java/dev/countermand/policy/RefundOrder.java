package dev.countermand.policy;

/** Which of several payments of an order gives back first (A20). */
public enum RefundOrder {
    FIRST_PAID_FIRST,
    LAST_PAID_FIRST
}
