package dev.countermand.policy;

import dev.countermand.kernel.Wait;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of figures in different sections that cannot both be meant; pairs within one section are refused by it. Each reason
 * begins with the figure by whose line it is reported (M2). {@code docs/policies.md} lists them all.
 */
final class Contradictions {

    private Contradictions() {}

    /** Refuses the first pair that contradicts each other. */
    static void refuse(
            CancellationTerms cancellation,
            ShippingTerms shipping,
            HandOverTerms handOver,
            PaymentTerms payment,
            Detection detection) {
        lastMoment(cancellation, shipping.deliveredBy());
        silence(cancellation.approveAfterSilence(), shipping.processingTime());
        when(
                payment.due() == PaymentDue.ON_DELIVERY && cancellation.requestWindow() != null,
                "cancellation.requestWindow must be none: it begins with the payment, and with payment.due ON_DELIVERY"
                        + " that comes last");
        atTheDoor(handOver, shipping.deliveredBy());
        when(
                shipping.scanBeforeOrder().compareTo(detection.numberReused().recycledAfter()) >= 0,
                "shipping.scanBeforeOrder must be shorter than detection.numberReused.recycledAfter: a scan of the"
                        + " parcel that had the number before would be taken for this one's");
    }

    private static void lastMoment(CancellationTerms terms, DeliveredBy by) {
        when(
                terms.until() == LastMoment.DAY_BEFORE_DELIVERY && by != DeliveredBy.OWN,
                "cancellation.until must not be DAY_BEFORE_DELIVERY: only with shipping.deliveredBy OWN the day of"
                        + " delivery is agreed on");
        when(
                terms.until() == LastMoment.CARRIER_ACCEPTANCE && by == DeliveredBy.OWN,
                "cancellation.until must not be CARRIER_ACCEPTANCE: with shipping.deliveredBy OWN no carrier accepts"
                        + " the goods");
    }

    private static void silence(@Nullable Wait silence, Wait processing) {
        when(
                silence != null && silence.neverShorterThan(processing),
                "cancellation.approveAfterSilence must be shorter than shipping.processingTime: until then the order"
                        + " has been shipped, or was cancelled by itself");
    }

    private static void atTheDoor(HandOverTerms terms, DeliveredBy by) {
        when(
                terms.refusal() == DoorRefusal.ANY_UNITS && by == DeliveredBy.CARRIER,
                "handOver.refusal must not be ANY_UNITS: with shipping.deliveredBy CARRIER nobody unpacks a parcel at"
                        + " the door, and it goes back as a whole");
        when(
                terms.storagePeriod() == null && by == DeliveredBy.POST,
                "handOver.storagePeriod must be given: with shipping.deliveredBy POST a parcel that nobody fetches goes"
                        + " back after it");
        when(
                terms.storagePeriod() != null && by == DeliveredBy.OWN,
                "handOver.storagePeriod must be none: with shipping.deliveredBy OWN nothing is left anywhere to be"
                        + " fetched");
    }

    private static void when(boolean contradicted, String reason) {
        if (contradicted) {
            throw new IllegalArgumentException(reason);
        }
    }
}
