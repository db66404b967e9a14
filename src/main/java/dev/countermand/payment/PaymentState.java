package dev.countermand.payment;

/** A3: whether the money is there. */
public enum PaymentState {
    VERIFYING,
    CAPTURED
}
