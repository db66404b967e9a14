package dev.countermand.payment.provider;

import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import java.time.Instant;
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

        /** How far a dispute is. What stands further down is later, whichever is heard of first. */
        public enum Stage {
            /** The bank asks; the money is still here. */
            OPENED,
            /** The bank has taken the money. */
            TAKEN,
            /** Won, or dropped: the money is here. */
            WON,
            /** Lost for good. */
            LOST;

            /** The later of both, in whatever order they were told. */
            public Stage and(Stage other) {
                return compareTo(other) >= 0 ? this : other;
            }
        }
    }
}
