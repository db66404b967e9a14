package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.kernel.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * F3: the number is on another order too, for another buyer or another address. One parcel for several orders of one
 * buyer to one address is not fraud, and numbers come round again after {@code recycledAfter}.
 *
 * <p>A parcel has one destination, so one of the two declarations is false. Which one?
 *
 * <ul>
 *   <li>The one declared <b>later</b> is always suspect: when it was declared, the number was somebody else's already.
 *       Scans do not help it, because they are the scans of the other parcel.
 *   <li>The one declared <b>earlier</b> is not suspect once the carrier has accepted its parcel: then the number is its
 *       own, and an honest order is not frozen because somebody copied it.
 *   <li>An earlier one that was never accepted depends on who declared the later one. The same seller: they wrote one
 *       number on two buyers' orders, and nothing says that this parcel exists; suspect at once. Another seller: this
 *       one may be the victim, whose parcel is still on its way to the counter; suspect only when the carrier's time for
 *       a first scan is over as well.
 * </ul>
 */
public final class NumberReused implements Detector {

    public static final String CODE = "NUMBER_REUSED";
    public static final String RECYCLED_AFTER = "recycledAfter";
    public static final String BUSINESS_DAYS = "businessDays";

    private static final Comparator<OtherShipment> EARLIEST_FIRST =
            Comparator.comparing(OtherShipment::declaredAt).thenComparing(OtherShipment::shipmentId);

    @Override
    public Identity identity() {
        return new Identity(CODE, "F3", 3);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.duration(
                        RECYCLED_AFTER,
                        Duration.ofDays(1),
                        Duration.ofDays(1_000),
                        "Declared further apart than this, the carrier has issued the number again"),
                Threshold.count(
                        BUSINESS_DAYS,
                        1,
                        60,
                        "Business days the earlier of two sellers has for a scan that shows the number is theirs"));
    }

    /** The earlier of two declarations without a scan. */
    @Override
    public @Nullable Instant due(Facts facts, Thresholds thresholds, BusinessDays days) {
        return facts.acceptedAt() == null && !conflicting(facts, thresholds).isEmpty()
                ? Waiting.until(facts, days, thresholds.count(BUSINESS_DAYS))
                : null;
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        List<OtherShipment> conflicting = conflicting(facts, thresholds);
        return conflicting.stream()
                .filter(other -> suspectAgainst(facts, other, thresholds, days))
                .findFirst()
                .map(other -> evidence(facts, other, conflicting.size(), thresholds));
    }

    private static List<OtherShipment> conflicting(Facts facts, Thresholds thresholds) {
        Duration recycledAfter = thresholds.duration(RECYCLED_AFTER);
        return facts.others().stream()
                .filter(other -> !sameParcel(facts, other))
                .filter(other -> apart(facts, other).compareTo(recycledAfter) < 0)
                .sorted(EARLIEST_FIRST)
                .toList();
    }

    private static boolean suspectAgainst(Facts facts, OtherShipment other, Thresholds thresholds, BusinessDays days) {
        if (declaredLater(facts, other)) {
            return true;
        }
        if (facts.acceptedAt() != null) {
            return false;
        }
        Instant scanDueBy = Waiting.until(facts, days, thresholds.count(BUSINESS_DAYS));
        return facts.sellerId().equals(other.sellerId()) || !facts.asOf().isBefore(scanDueBy);
    }

    /** At the very same moment, the one written later is the later one. */
    private static boolean declaredLater(Facts facts, OtherShipment other) {
        int order = facts.declaredAt().compareTo(other.declaredAt());
        return order > 0 || (order == 0 && facts.shipmentId().compareTo(other.shipmentId()) > 0);
    }

    private static boolean sameParcel(Facts facts, OtherShipment other) {
        return facts.buyerId().equals(other.buyerId())
                && PostalCodes.plain(facts.country()).equals(PostalCodes.plain(other.country()))
                && PostalCodes.plain(facts.postalCode()).equals(PostalCodes.plain(other.postalCode()));
    }

    private static Duration apart(Facts facts, OtherShipment other) {
        return Duration.between(other.declaredAt(), facts.declaredAt()).abs();
    }

    private static Evidence evidence(Facts facts, OtherShipment other, int conflicting, Thresholds thresholds) {
        boolean later = declaredLater(facts, other);
        boolean sameSeller = facts.sellerId().equals(other.sellerId());
        boolean sameBuyer = facts.buyerId().equals(other.buyerId());
        String whose = sameBuyer ? "the same buyer at another address" : "another buyer";
        String number = other.earlierNumber() == null ? facts.trackingNumber() : other.earlierNumber();
        String words = "The number " + number
                + (other.earlierNumber() == null
                        ? " of " + facts.carrier() + " is also on order "
                        : ", put right since, was also named for order ")
                + other.orderId() + " for " + whose + ". "
                + (later
                        ? "That one was declared first, on " + Spoken.at(other.declaredAt())
                                + ", so a parcel under this number cannot be this order's."
                        : "That one was declared later, on " + Spoken.at(other.declaredAt())
                                + ", but the carrier has never accepted this order's parcel either"
                                + (sameSeller
                                        ? ", and both are of one seller."
                                        : ", in " + Spoken.businessDays(thresholds.count(BUSINESS_DAYS)) + "."))
                + (conflicting > 1 ? " Of others that have it there are " + (conflicting - 1) + " more." : "")
                + " The carrier gives a number out again after "
                + Spoken.roughly(thresholds.duration(RECYCLED_AFTER)) + " at the earliest.";
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("carrier", facts.carrier());
        seen.put("trackingNumber", number);
        seen.put("declaredAt", facts.declaredAt().toString());
        seen.put("otherOrder", other.orderId());
        seen.put("otherDeclaredAt", other.declaredAt().toString());
        seen.put("otherSeller", other.sellerId());
        seen.put("sameSeller", sameSeller);
        seen.put("sameBuyer", sameBuyer);
        seen.put("shipTo", facts.country() + " " + facts.postalCode());
        seen.put("otherShipTo", other.country() + " " + other.postalCode());
        seen.put("otherOrdersSeen", conflicting);
        seen.put("numbersComeRoundAfter", thresholds.duration(RECYCLED_AFTER).toString());
        return new Evidence(words, seen);
    }
}
