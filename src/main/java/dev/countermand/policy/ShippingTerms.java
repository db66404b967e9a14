package dev.countermand.policy;

import static dev.countermand.policy.Bounds.atMost;
import static dev.countermand.policy.Bounds.countable;
import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

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
 * @param numberCorrections how often the seller can put a parcel's number right before the carrier accepts it (P4)
 */
@RegisterForReflection
public record ShippingTerms(
        DeliveredBy deliveredBy,
        Duration processingTime,
        int contestedBusinessDays,
        Duration noTrackingDisputeAfter,
        Duration scanBeforeOrder,
        int numberCorrections) {

    /** More is no mistyping. */
    private static final int MOST_CORRECTIONS = 20;

    public ShippingTerms {
        given(deliveredBy, "deliveredBy");
        positive(scanBeforeOrder, "scanBeforeOrder");
        positive(processingTime, "processingTime");
        countable(contestedBusinessDays, "contestedBusinessDays");
        positive(noTrackingDisputeAfter, "noTrackingDisputeAfter");
        atMost(numberCorrections, MOST_CORRECTIONS, "numberCorrections");
    }
}
