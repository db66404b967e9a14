package dev.countermand.policy;

import static dev.countermand.policy.Bounds.positive;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/** How long a case may take, and how long a claim lasts. */
@RegisterForReflection
public record ReviewTerms(Duration decideWithin, Duration claimFor) {
    public ReviewTerms {
        positive(decideWithin, "decideWithin");
        positive(claimFor, "claimFor");
    }
}
