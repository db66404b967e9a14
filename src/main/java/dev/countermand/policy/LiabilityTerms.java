package dev.countermand.policy;

import static dev.countermand.policy.Bounds.positive;
import static dev.countermand.policy.Bounds.share;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * A12: from when on facts speak against a seller whose buyers give harmless reasons.
 *
 * @param lookBack how far back the requests to that seller are looked at
 * @param requestsAtLeast fewer than these prove nothing
 * @param changedMindPercent the share of them, at least, that say the buyer changed their mind, 0 to 100
 * @param refusalsAtLeast how many of them, at least, the seller refused
 */
@RegisterForReflection
public record LiabilityTerms(Duration lookBack, int requestsAtLeast, int changedMindPercent, int refusalsAtLeast) {
    public LiabilityTerms {
        positive(lookBack, "lookBack");
        positive(requestsAtLeast, "requestsAtLeast");
        share(changedMindPercent, "changedMindPercent");
        positive(refusalsAtLeast, "refusalsAtLeast");
    }
}
