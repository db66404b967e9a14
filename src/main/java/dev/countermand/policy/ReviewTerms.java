package dev.countermand.policy;

import static dev.countermand.policy.Bounds.positive;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * How moderators work.
 *
 * @param decideWithin how long a case may take
 * @param claimFor how long a moderator has a case to themselves
 */
@RegisterForReflection
public record ReviewTerms(Duration decideWithin, Duration claimFor) {
    public ReviewTerms {
        positive(decideWithin, "decideWithin");
        positive(claimFor, "claimFor");
    }
}
