package dev.countermand.policy;

import static dev.countermand.policy.Bounds.positive;

import dev.countermand.kernel.Wait;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * How moderators work.
 *
 * @param decideWithin how long a case may take
 * @param claimFor how long a moderator has a case to themselves
 */
@RegisterForReflection
public record ReviewTerms(Wait decideWithin, Duration claimFor) {
    public ReviewTerms {
        positive(decideWithin, "decideWithin");
        positive(claimFor, "claimFor");
        if (claimFor.compareTo(decideWithin.atLeast()) >= 0) {
            throw new IllegalArgumentException(
                    "claimFor must be shorter than decideWithin: one moderator would have the case until it is overdue");
        }
    }
}
