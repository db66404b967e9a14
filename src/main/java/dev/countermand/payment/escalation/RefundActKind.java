package dev.countermand.payment.escalation;

/** What a person does about a refund that was put before them (A20b). */
public enum RefundActKind {
    RETRIED,
    /** It was sent, and somebody knows that the buyer has it (A22). */
    ARRIVED,
    /** It was paid in another way. */
    SETTLED,
    /** It will not be paid. */
    CLOSED
}
