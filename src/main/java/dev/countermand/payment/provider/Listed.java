package dev.countermand.payment.provider;

import dev.countermand.kernel.Money;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a provider has on their list of a time.
 *
 * @param reference their name for it: of a refund the refund's, of a capture the payment's
 * @param key ours, of a refund that we handed over and that they name
 * @param paymentReferences their names for the payment, any of which ours may carry
 * @param at when it was made, by their clock
 */
public record Listed(
        Thing thing,
        String reference,
        @Nullable RefundKey key,
        Set<String> paymentReferences,
        Money amount,
        State state,
        Instant at) {

    /** What is compared. */
    public enum Thing {
        REFUND,
        CAPTURE
    }

    /** How far it is, by the provider. */
    public enum State {
        /** They have it; the money has not moved, as far as they say. */
        UNDER_WAY,
        /** The money has moved. */
        DONE,
        /** It will not be done, or has come back. */
        FAILED
    }

    public Listed {
        paymentReferences = Set.copyOf(paymentReferences);
    }
}
