package dev.countermand.policy;

import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import dev.countermand.kernel.Wait;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A1, A3, A20a, C1, L1: paying.
 *
 * @param due when the buyer pays; with ON_DELIVERY the seller prepares the order without having been paid
 * @param closeUnpaidAfter an order that is not paid so long after it was placed closes by itself (A1, L1)
 * @param verificationAtMost how long a payment may be verified; until then nothing is cancelled (A3)
 * @param chargebackLostAfter a chargeback of which nobody has told anything for so long counts as lost (A20a, P7)
 */
@RegisterForReflection
public record PaymentTerms(PaymentDue due, Wait closeUnpaidAfter, Wait verificationAtMost, Wait chargebackLostAfter) {
    public PaymentTerms {
        given(due, "due");
        positive(closeUnpaidAfter, "closeUnpaidAfter");
        positive(verificationAtMost, "verificationAtMost");
        positive(chargebackLostAfter, "chargebackLostAfter");
    }
}
