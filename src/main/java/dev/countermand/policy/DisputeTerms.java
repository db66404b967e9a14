package dev.countermand.policy;

import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import dev.countermand.kernel.Wait;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A15, A16, A19: disputes.
 *
 * @param agreeWithin when buyer and seller have not agreed by then, the administration decides (A19)
 * @param evidenceWithin how long the seller has for evidence that was demanded (A16)
 * @param returnWithin how long the buyer has to send the goods back after it was agreed (A19)
 * @param returnShippingPaidBy who pays for it; always the seller when the goods are not as described (A19)
 */
@RegisterForReflection
public record DisputeTerms(Wait agreeWithin, Wait evidenceWithin, Wait returnWithin, BornBy returnShippingPaidBy) {
    public DisputeTerms {
        positive(agreeWithin, "agreeWithin");
        positive(evidenceWithin, "evidenceWithin");
        positive(returnWithin, "returnWithin");
        given(returnShippingPaidBy, "returnShippingPaidBy");
        if (evidenceWithin.neverShorterThan(agreeWithin)) {
            throw new IllegalArgumentException(
                    "evidenceWithin must be shorter than agreeWithin: the administration would"
                            + " decide before the evidence that the buyer demands is due (A16, A19)");
        }
    }
}
