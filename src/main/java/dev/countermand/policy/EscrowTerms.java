package dev.countermand.policy;

import static dev.countermand.policy.Bounds.positive;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/** A18. */
@RegisterForReflection
public record EscrowTerms(Duration releaseAfterDelivery) {
    public EscrowTerms {
        positive(releaseAfterDelivery, "releaseAfterDelivery");
    }
}
