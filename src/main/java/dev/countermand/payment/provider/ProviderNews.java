package dev.countermand.payment.provider;

import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a provider tells by themselves, in words that are the same for all of them. */
public sealed interface ProviderNews {

    /** The provider's id of it; the same when it is told again. */
    String id();

    /** When it happened, by their clock. */
    Instant at();

    /** Their names for the payment, any of which ours may carry. */
    Set<String> paymentReferences();

    /**
     * Something about a refund. It may be one that we know nothing of: made by hand at the provider's.
     *
     * @param reference the provider's name for the refund
     * @param refundKey ours, where they pass it on
     */
    record RefundNews(
            String id,
            Instant at,
            Set<String> paymentReferences,
            String reference,
            @Nullable RefundKey refundKey,
            Progress said)
            implements ProviderNews {

        public RefundNews {
            paymentReferences = Set.copyOf(paymentReferences);
        }
    }

    /**
     * The money of a payment is there (A20a); more of it may come, and is then told anew.
     *
     * @param reference the provider's name for what was captured
     * @param inAll what of the payment was captured so far
     */
    record CaptureNews(String id, Instant at, Set<String> paymentReferences, String reference, Money inAll)
            implements ProviderNews {

        public CaptureNews {
            paymentReferences = Set.copyOf(paymentReferences);
        }
    }

    /**
     * A bank takes money back, or has been asked to (A20a).
     *
     * @param reference the provider's name for the dispute; several news are about one
     * @param amount what the dispute is about
     * @param reason their word for it, for staff
     */
    record ChargebackNews(
            String id,
            Instant at,
            Set<String> paymentReferences,
            String reference,
            Money amount,
            Stage stage,
            String reason)
            implements ProviderNews {

        public ChargebackNews {
            paymentReferences = Set.copyOf(paymentReferences);
        }

        /**
         * How far a dispute is. What stands further down outweighs what stands above, whichever is heard of first: money that
         * moved outweighs a question, and the end of an instance that no other follows outweighs all.
         */
        public enum Stage {
            /** The bank asks; the money is still here. */
            OPENED,
            /** The bank has taken the money. */
            TAKEN,
            /** Won, or dropped: the money is here, until a later instance says otherwise. */
            WON,
            /** Nobody contests it any more: what the bank has taken stays with it. Where it has taken nothing, nothing moves. */
            UNDEFENDED,
            /** Lost, unless a later instance says otherwise. */
            LOST,
            /** Won, and over: the money is here. */
            WON_FOR_GOOD,
            /** Lost, and over. */
            LOST_FOR_GOOD;

            /** What all that was told of one dispute comes to, in whatever order and however often; empty when nothing was. */
            public static Optional<Stage> of(Collection<Stage> told) {
                boolean taken = told.contains(TAKEN) || told.contains(WON);
                return told.stream()
                        .max(Comparator.naturalOrder())
                        .map(latest -> latest == UNDEFENDED && taken ? LOST : latest);
            }
        }
    }
}
