package dev.countermand.policy;

import static dev.countermand.policy.Bounds.countable;
import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;
import static dev.countermand.policy.Bounds.share;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * Rules F.
 *
 * @param freezeAt the sum of weights at which an order is frozen
 */
@RegisterForReflection
public record Detection(
        int freezeAt, NoCarrierMovement noCarrierMovement, ShippedToBlock shippedToBlock, NumberReused numberReused) {
    public Detection {
        positive(freezeAt, "freezeAt");
        given(noCarrierMovement, "noCarrierMovement");
        given(shippedToBlock, "shippedToBlock");
        given(numberReused, "numberReused");
    }

    /** F1: no physical scan so many business days after the declaration. */
    @RegisterForReflection
    public record NoCarrierMovement(int weight, int businessDays) {
        public NoCarrierMovement {
            share(weight, "weight");
            countable(businessDays, "businessDays");
        }
    }

    /** F2: declared soon after a request, and no scan so many business days since. */
    @RegisterForReflection
    public record ShippedToBlock(int weight, Duration declaredWithin, int businessDays) {
        public ShippedToBlock {
            share(weight, "weight");
            positive(declaredWithin, "declaredWithin");
            countable(businessDays, "businessDays");
        }
    }

    /** F3: the number is on another order, unless so long ago that the carrier has given it out again. */
    @RegisterForReflection
    public record NumberReused(int weight, Duration recycledAfter) {
        public NumberReused {
            share(weight, "weight");
            positive(recycledAfter, "recycledAfter");
        }
    }
}
