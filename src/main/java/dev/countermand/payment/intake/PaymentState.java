package dev.countermand.payment.intake;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** A3, A20a: whether the money is there. */
public enum PaymentState {
    VERIFYING,
    CAPTURED,
    /** It did not come: the provider said no while it was verified. */
    FAILED,
    /** It did not come: it was taken back before it was captured. */
    VOIDED,
    /** The same money as another order's payment: the provider's reference is theirs, and counts once. */
    DUPLICATE;

    /** Money that comes in is taken down, also of a payment of which it was said that it does not come. */
    private static final Map<PaymentState, Set<PaymentState>> MOVES = new EnumMap<>(Map.of(
            VERIFYING, EnumSet.of(CAPTURED, FAILED, VOIDED),
            FAILED, EnumSet.of(CAPTURED),
            VOIDED, EnumSet.of(CAPTURED),
            // The other has failed, and was not theirs: nothing counts under the reference any more.
            DUPLICATE, EnumSet.of(CAPTURED)));

    /** The kind of the event that tells that a payment has become this. */
    public String event() {
        return switch (this) {
            case VERIFYING -> "payment.registered";
            case CAPTURED -> "payment.captured";
            case FAILED -> "payment.failed";
            case VOIDED -> "payment.voided";
            case DUPLICATE -> "payment.duplicate";
        };
    }

    /** Whether it is verified, or was and did not come. */
    public boolean wasVerified() {
        return this == VERIFYING || this == FAILED || this == VOIDED;
    }

    public boolean canBecome(PaymentState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** What a payer may read of it; the rest of a sentence that begins with its amount. */
    public String inWords() {
        return switch (this) {
            case VERIFYING -> "is being verified; nothing was taken yet (A3)";
            case CAPTURED -> "was paid";
            case FAILED -> "was not paid: the payment failed, and nothing was taken (A20a)";
            case VOIDED -> "was not paid: the payment was taken back before the money came (A20a)";
            case DUPLICATE -> "was told twice: it is the payment of another order, and counts there (A20a)";
        };
    }
}
