package dev.countermand.payment.escalation;

/** What a person does about a refund that was put before them (A20b). */
public enum RefundActKind {
    RETRIED,
    /** It was paid in another way. */
    SETTLED,
    /** It will not be paid. */
    CLOSED
}
