package dev.countermand.policy;

import static dev.countermand.policy.Bounds.positive;

import dev.countermand.kernel.Wait;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A18: when the seller gets the money.
 *
 * @param releaseAfterDelivery so long after delivery without a dispute, if the buyer has not confirmed receipt before
 */
@RegisterForReflection
public record EscrowTerms(Wait releaseAfterDelivery) {
    public EscrowTerms {
        positive(releaseAfterDelivery, "releaseAfterDelivery");
    }
}
