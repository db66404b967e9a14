package dev.countermand.payment;

/** A3: whether the money is there. */
public enum PaymentState {
    VERIFYING,
    CAPTURED;

    /** The kind of the event that tells that a payment has become this. */
    public String event() {
        return switch (this) {
            case VERIFYING -> "payment.registered";
            case CAPTURED -> "payment.captured";
        };
    }
}
