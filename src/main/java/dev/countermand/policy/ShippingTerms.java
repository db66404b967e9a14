package dev.countermand.policy;

import static dev.countermand.policy.Bounds.atMost;
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
 * @param overdueAfter nobody has scanned a parcel so long after the declaration, or after the day agreed with the buyer:
 *     a person is asked (P6)
 * @param lostAfter the carrier has told nothing more of a parcel for so long: it counts as lost (P5)
 * @param lostAfterWithinCountry the same for a parcel that stays in its country (P5)
 * @param lostCaseAfter a person looks at a lost parcel so long after that, if the buyer claims nothing (P5)
 * @param scanBeforeOrder a scan from longer before the order than this is another parcel's: no acceptance, and a signal
 *     (F5)
 * @param numberCorrections how often the seller can put a parcel's number right before the carrier accepts it (P4)
 */
@RegisterForReflection
public record ShippingTerms(
        DeliveredBy deliveredBy,
        Wait processingTime,
        int contestedBusinessDays,
        Wait noTrackingDisputeAfter,
        Wait overdueAfter,
        Wait lostAfter,
        Wait lostAfterWithinCountry,
        Wait lostCaseAfter,
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
        positive(overdueAfter, "overdueAfter");
        positive(lostAfter, "lostAfter");
        positive(lostAfterWithinCountry, "lostAfterWithinCountry");
        positive(lostCaseAfter, "lostCaseAfter");
        atMost(numberCorrections, MOST_CORRECTIONS, "numberCorrections");
        if (noTrackingDisputeAfter.neverShorterThan(overdueAfter)) {
            throw new IllegalArgumentException(
                    "noTrackingDisputeAfter must be shorter than overdueAfter: a person would be"
                            + " asked about the parcel before its buyer may complain (A15, P6)");
        }
        if (new Wait.Working(contestedBusinessDays).neverShorterThan(overdueAfter)) {
            throw new IllegalArgumentException(
                    "contestedBusinessDays must be fewer than overdueAfter: a person would be"
                            + " asked about the parcel while its carrier may still accept it (A13, P6)");
        }
        if (lostAfterWithinCountry.longerThan(lostAfter)) {
            throw new IllegalArgumentException(
                    "lostAfterWithinCountry must not be longer than lostAfter: a parcel that stays"
                            + " in its country has the shorter way (P5)");
        }
    }
}
