package dev.countermand.policy;

import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * L2, C2, C3: what the buyer can do when the goods are handed over.
 *
 * @param refusal what they can refuse then
 * @param storagePeriod how long the post keeps a parcel that nobody fetches (C2); none: it is not kept
 * @param refusalCosts who bears the delivery costs of what was refused or not fetched (C3)
 */
@RegisterForReflection
public record HandOverTerms(DoorRefusal refusal, @Nullable Period storagePeriod, BornBy refusalCosts) {
    public HandOverTerms {
        given(refusal, "refusal");
        given(refusalCosts, "refusalCosts");
        if (storagePeriod != null) {
            positive(storagePeriod, "storagePeriod");
        }
    }
}
