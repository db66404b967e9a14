package dev.countermand.policy;

import static dev.countermand.policy.Bounds.countable;
import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import dev.countermand.kernel.Wait;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * A9, A13, A15, F5: shipping.
 *
 * @param deliveredBy who brings the goods; no carrier reports on the shop's own couriers (E1)
 * @param processingTime the seller must have declared shipment so long after payment (A9); an order can ask for less
 * @param contestedBusinessDays the carrier must have a contested parcel so long after the declaration (A13)
 * @param noTrackingDisputeAfter a dispute about missing tracking can be opened so long after the declaration (A15)
 * @param scanBeforeOrder a scan from longer before the order than this is another parcel's: no acceptance, and a signal
 *     (F5)
 */
@RegisterForReflection
public record ShippingTerms(
        DeliveredBy deliveredBy,
        Wait processingTime,
        int contestedBusinessDays,
        Wait noTrackingDisputeAfter,
        Duration scanBeforeOrder) {
    public ShippingTerms {
        given(deliveredBy, "deliveredBy");
        positive(scanBeforeOrder, "scanBeforeOrder");
        positive(processingTime, "processingTime");
        countable(contestedBusinessDays, "contestedBusinessDays");
        positive(noTrackingDisputeAfter, "noTrackingDisputeAfter");
    }
}
