package dev.countermand.policy;

import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import dev.countermand.kernel.Wait;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * How moderators work.
 *
 * @param decideWithin how long a case may take
 * @param claimFor how long a moderator has a case to themselves
 * @param withoutEvidence what happens to a suspected order when the seller does not give in time what the desk asked for
 *     (A26); how long they have is {@code disputes.evidenceWithin}
 */
@RegisterForReflection
public record ReviewTerms(Wait decideWithin, Duration claimFor, WithoutEvidence withoutEvidence) {
    public ReviewTerms {
        positive(decideWithin, "decideWithin");
        positive(claimFor, "claimFor");
        given(withoutEvidence, "withoutEvidence");
        if (claimFor.compareTo(decideWithin.atLeast()) >= 0) {
            throw new IllegalArgumentException(
                    "claimFor must be shorter than decideWithin: one moderator would have the case until it is overdue");
        }
    }

    /** A26: what no evidence in time means. */
    public enum WithoutEvidence {
        /** Its case comes before all others; a moderator decides. */
        PERSON_DECIDES,
        /**
         * What was in the parcels is cancelled and refunded by itself, and the seller is fined, unless a moderator holds the
         * case.
         */
        CANCEL_AND_REFUND
    }
}
