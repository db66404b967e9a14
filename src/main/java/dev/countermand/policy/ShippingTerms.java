package dev.countermand.policy;

import static dev.countermand.policy.Bounds.countable;
import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * A9, A13, A15.
 *
 * @param deliveredBy OWN: the shop's own couriers, of whom no carrier tells anything
 * @param scanBeforeOrder F5: a scan from longer before the order than this is another parcel's
 */
@RegisterForReflection
public record ShippingTerms(
        DeliveredBy deliveredBy,
        Duration processingTime,
        int contestedBusinessDays,
        Duration noTrackingDisputeAfter,
        Duration scanBeforeOrder) {
    public ShippingTerms {
        given(deliveredBy, "deliveredBy");
        positive(scanBeforeOrder, "scanBeforeOrder");
        positive(processingTime, "processingTime");
        countable(contestedBusinessDays, "contestedBusinessDays");
        positive(noTrackingDisputeAfter, "noTrackingDisputeAfter");
    }
}
