package dev.countermand.policy;

import static dev.countermand.policy.Bounds.countable;
import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;
import static dev.countermand.policy.Bounds.share;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * Rules F: when an order is frozen. What a lead sets for a detector goes before it.
 *
 * @param freezeAt the sum of weights at which an order is frozen
 * @param noCarrierMovement F1: no physical scan so long after the declaration
 * @param shippedToBlock F2: declared soon after a request, and no scan since
 * @param numberReused F3: the number is on another order
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

    /**
     * F1: no physical scan so many business days after the declaration.
     *
     * @param weight what it adds to the score, 0 to 100
     * @param businessDays without a scan since the declaration
     */
    @RegisterForReflection
    public record NoCarrierMovement(int weight, int businessDays) {
        public NoCarrierMovement {
            share(weight, "weight");
            countable(businessDays, "businessDays");
        }
    }

    /**
     * F2: declared soon after a request, and no scan so many business days since.
     *
     * @param weight what it adds to the score, 0 to 100
     * @param declaredWithin a declaration so soon after a request may be there to block it
     * @param businessDays without a scan since the declaration
     */
    @RegisterForReflection
    public record ShippedToBlock(int weight, Duration declaredWithin, int businessDays) {
        public ShippedToBlock {
            share(weight, "weight");
            positive(declaredWithin, "declaredWithin");
            countable(businessDays, "businessDays");
        }
    }

    /**
     * F3: the number is on another order, unless so long ago that the carrier has given it out again.
     *
     * @param weight what it adds to the score, 0 to 100
     * @param recycledAfter from then on carriers give a number out again
     */
    @RegisterForReflection
    public record NumberReused(int weight, Duration recycledAfter) {
        public NumberReused {
            share(weight, "weight");
            positive(recycledAfter, "recycledAfter");
        }
    }
}
