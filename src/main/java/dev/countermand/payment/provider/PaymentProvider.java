package dev.countermand.payment.provider;

import dev.countermand.kernel.Money;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/**
 * Whoever moves the money. Both calls may be repeated with the same refund and must then do nothing twice. They must not
 * block their thread; one that does not answer in time is cancelled and counts as failed.
 */
public interface PaymentProvider {

    /** The name that payments carry in {@code provider}. */
    String name();

    /** Hands over a refund; fails with {@link ProviderUnavailable} when it could not. Returns the provider's reference. */
    Uni<String> submit(Instruction instruction);

    /** What became of a refund that was handed over. */
    Uni<Progress> ask(Submitted refund);

    /**
     * @param refundId also the key under which the provider recognises a repetition
     * @param paymentReference the provider's name for the payment that is given back
     */
    record Instruction(UUID refundId, String paymentReference, Money amount) {}

    /** A refund that was handed over. */
    record Submitted(Instruction instruction, String reference, Instant submittedAt) {}

    /** What a provider says of a refund. */
    sealed interface Progress {
        /** Nothing new. */
        record Pending() implements Progress {}

        /** The money has left. */
        record Sent(Instant at) implements Progress {}

        /** The money is with the buyer. */
        record Arrived(Instant sentAt, Instant at) implements Progress {}

        /** It will not be done. */
        record Declined(String reason) implements Progress {}
    }
}
