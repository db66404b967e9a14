package dev.countermand.policy;

import dev.countermand.kernel.Wait;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of figures in different sections that cannot both be meant; pairs within one section are refused by it. Each reason
 * begins with the figure by whose line it is reported (M2). {@code docs/policies.md} lists them all.
 */
final class Contradictions {

    /** At most. */
    private static final long DAYS_OF_A_MONTH = 31;

    private Contradictions() {}

    /** The sections between which pairs are looked for. */
    record Terms(
            CancellationTerms cancellation,
            ShippingTerms shipping,
            HandOverTerms handOver,
            PaymentTerms payment,
            DisputeTerms disputes,
            ReviewTerms review,
            Detection detection) {}

    /**
     * Refuses the first pair that contradicts each other.
     *
     * @param weekend days of every week that are no business days
     */
    static void refuse(Terms terms, Set<DayOfWeek> weekend) {
        CancellationTerms cancellation = terms.cancellation();
        ShippingTerms shipping = terms.shipping();
        lastMoment(cancellation, shipping.deliveredBy());
        silence(cancellation.approveAfterSilence(), shipping.processingTime());
        window(cancellation, shipping.processingTime(), terms.payment());
        atTheDoor(terms.handOver(), shipping.deliveredBy());
        refused(terms.handOver(), cancellation, terms.payment());
        Period storage = terms.handOver().storagePeriod();
        if (storage != null) {
            storage(storage, shipping, weekend);
        }
        when(
                terms.disputes().evidenceWithin().longerThan(terms.review().decideWithin()),
                "disputes.evidenceWithin must not be longer than review.decideWithin: the case of a frozen order would be"
                        + " overdue before the evidence for it is due (A16, A26)");
        detection(terms.detection(), shipping);
    }

    private static void window(CancellationTerms terms, Wait processing, PaymentTerms payment) {
        Wait window = terms.requestWindow();
        when(
                payment.due() == PaymentDue.ON_DELIVERY && window != null,
                "cancellation.requestWindow must be none: it begins with the payment, and with payment.due ON_DELIVERY"
                        + " that comes last");
        when(
                window != null && terms.until() == LastMoment.DISPATCH && window.neverShorterThan(processing),
                "cancellation.requestWindow must be shorter than shipping.processingTime, or none: with until DISPATCH"
                        + " nothing can be asked for any more then");
    }

    private static void refused(HandOverTerms terms, CancellationTerms cancellation, PaymentTerms payment) {
        when(
                terms.refusal() == DoorRefusal.NONE && cancellation.until() == LastMoment.HAND_OVER,
                "handOver.refusal must not be NONE: with cancellation.until HAND_OVER the buyer can still say no at the"
                        + " door (L2)");
        when(
                terms.refusal() == DoorRefusal.NONE && payment.due() == PaymentDue.ON_DELIVERY,
                "handOver.refusal must not be NONE: with payment.due ON_DELIVERY who does not pay is not given the goods,"
                        + " and a report sends them back (C1, C4)");
    }

    /** C2, P5, P6: what is kept for the buyer is with the post, which says nothing of it meanwhile. */
    private static void storage(Period kept, ShippingTerms shipping, Set<DayOfWeek> weekend) {
        Duration longest = Duration.ofDays(kept.toTotalMonths() * DAYS_OF_A_MONTH + kept.getDays());
        Map.of(
                        "lostAfter", shipping.lostAfter(),
                        "lostAfterWithinCountry", shipping.lostAfterWithinCountry(),
                        "overdueAfter", shipping.overdueAfter())
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(wait -> when(
                        longest.compareTo(shortest(wait.getValue(), weekend)) >= 0,
                        "handOver.storagePeriod must be shorter than shipping." + wait.getKey()
                                + ": a parcel that still waits to be fetched would count as "
                                + (wait.getKey().equals("overdueAfter") ? "overdue (C2, P6)" : "lost (C2, P5)")));
    }

    /** What it takes at least: of business days with the weekends among them, and no holiday. */
    private static Duration shortest(Wait wait, Set<DayOfWeek> weekend) {
        int work = DayOfWeek.values().length - weekend.size();
        return switch (wait) {
            case Wait.Exact exact -> exact.duration();
            case Wait.Working working -> Duration.ofDays(working.days() / work * 7L + working.days() % work);
        };
    }

    private static void detection(Detection terms, ShippingTerms shipping) {
        Wait recycled = Wait.of(terms.numberReused().recycledAfter());
        when(
                Wait.of(shipping.scanBeforeOrder()).neverShorterThan(recycled),
                "shipping.scanBeforeOrder must be shorter than detection.numberReused.recycledAfter: a scan of the"
                        + " parcel that had the number before would be taken for this one's");
        when(
                shipping.lostAfter().neverShorterThan(recycled),
                "shipping.lostAfter must be shorter than detection.numberReused.recycledAfter: a scan of the next parcel"
                        + " under the number would be taken for this one's (P5, F3)");
        when(
                shipping.overdueAfter().neverShorterThan(recycled),
                "shipping.overdueAfter must be shorter than detection.numberReused.recycledAfter: a scan of the next"
                        + " parcel under the number would be taken for this one's (P6, F3)");
        when(
                new Wait.Working(terms.noCarrierMovement().businessDays()).neverShorterThan(shipping.overdueAfter()),
                "detection.noCarrierMovement.businessDays must be fewer than shipping.overdueAfter: a person would be"
                        + " asked about the parcel before anybody looks for its first scan (F1, P6)");
        when(
                new Wait.Working(terms.shippedToBlock().businessDays()).neverShorterThan(shipping.overdueAfter()),
                "detection.shippedToBlock.businessDays must be fewer than shipping.overdueAfter: a person would be asked"
                        + " about the parcel before anybody looks for its first scan (F2, P6)");
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
