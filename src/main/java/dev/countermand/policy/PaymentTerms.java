package dev.countermand.policy;

import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * A1, A3, C1, L1.
 *
 * @param due when the buyer pays; ON_DELIVERY: the seller prepares the order without having been paid
 */
@RegisterForReflection
public record PaymentTerms(PaymentDue due, Duration closeUnpaidAfter, Duration verificationAtMost) {
    public PaymentTerms {
        given(due, "due");
        positive(closeUnpaidAfter, "closeUnpaidAfter");
        positive(verificationAtMost, "verificationAtMost");
    }
}
