package dev.countermand.payment.webhook;

import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.ProviderNews.ChargebackNews.Stage;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Set;

/** Whoever books what a bank takes back of a payment (A20a). */
public interface Chargebacks {

    /**
     * How far a dispute is, by all that its provider has told of it so far.
     *
     * @param paymentReferences the provider's names for the payment, any of which ours may carry
     * @param reference the provider's name for the dispute, the same in all that is told of it
     * @param amount what it is about
     * @param stage the latest; it never goes back
     * @param reason the provider's word for it, for staff
     * @param at when it happened, by their clock
     */
    record Dispute(
            String provider,
            Set<String> paymentReferences,
            String reference,
            Money amount,
            Stage stage,
            String reason,
            Instant at) {

        public Dispute {
            paymentReferences = Set.copyOf(paymentReferences);
        }
    }

    /** Books it, in the caller's transaction. The same told again, or an earlier stage than the booked one, changes nothing. */
    Uni<Void> told(String orderId, Dispute dispute);
}
