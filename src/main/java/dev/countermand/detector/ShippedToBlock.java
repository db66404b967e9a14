package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.kernel.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * F2: declared shipped soon after the buyer asked to cancel, and nothing has moved since. A seller who declared at the
 * very time at which they usually do may have met the request by chance, and gets longer. That a parcel was not scanned
 * which nobody scans says nothing by itself; it does of a seller who has blocked requests before with parcels that should
 * have been scanned and never were.
 */
public final class ShippedToBlock implements Detector {

    public static final String CODE = "SHIPPED_TO_BLOCK";
    public static final String DECLARED_WITHIN = "declaredWithin";
    public static final String BUSINESS_DAYS = "businessDays";
    public static final String USUAL_BUSINESS_DAYS = "businessDaysWhenUsual";
    private static final String USUAL_MARGIN = "usualMargin";
    private static final String UNMOVED_WHEN_UNTRACKED = "unmovedWhenUntracked";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F2", 4);
    }

    @Override
    public boolean refutedByScan() {
        return true;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.duration(
                        DECLARED_WITHIN,
                        Duration.ofHours(1),
                        Duration.ofDays(60),
                        "Declared within this time after the request"),
                Threshold.count(BUSINESS_DAYS, 1, 60, "Business days without a scan since the declaration"),
                Threshold.count(USUAL_BUSINESS_DAYS, 1, 60, "The same for sellers who declared at their usual time"),
                Threshold.decimal(
                        USUAL_MARGIN, 0, 1, "How far from their usual time still counts as usual, as a share of it"),
                Threshold.count(
                        UNMOVED_WHEN_UNTRACKED,
                        0,
                        1_000,
                        "Blocked requests without movement from which a parcel that is never scanned counts"));
    }

    @Override
    public @Nullable Instant due(Facts facts, Thresholds thresholds, BusinessDays days) {
        Instant requestedAt = facts.contestedRequestAt();
        if (requestedAt == null || facts.acceptedAt() != null || !scanExpected(facts, thresholds)) {
            return null;
        }
        Duration waited = Duration.between(requestedAt, facts.declaredAt());
        return waited.isNegative() || waited.compareTo(thresholds.duration(DECLARED_WITHIN)) > 0
                ? null
                : Waiting.until(facts, days, allowed(facts, thresholds));
    }

    private static boolean scanExpected(Facts facts, Thresholds thresholds) {
        return facts.number().tracked() || facts.seller().unmoved() >= thresholds.count(UNMOVED_WHEN_UNTRACKED);
    }

    private static int allowed(Facts facts, Thresholds thresholds) {
        int strict = thresholds.count(BUSINESS_DAYS);
        return usual(facts, thresholds) ? Math.max(strict, thresholds.count(USUAL_BUSINESS_DAYS)) : strict;
    }

    private static boolean usual(Facts facts, Thresholds thresholds) {
        Long usual = facts.seller().handlingSeconds();
        Instant verifiedAt = facts.verifiedAt();
        if (usual == null || verifiedAt == null) {
            return false;
        }
        long took = Duration.between(verifiedAt, facts.declaredAt()).toSeconds();
        return Math.abs(took - usual) <= usual * thresholds.decimal(USUAL_MARGIN);
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        Instant requestedAt = facts.contestedRequestAt();
        Instant dueBy = due(facts, thresholds, days);
        if (requestedAt == null || dueBy == null || facts.asOf().isBefore(dueBy)) {
            return Optional.empty();
        }
        int allowed = allowed(facts, thresholds);
        Duration waited = Duration.between(requestedAt, facts.declaredAt());
        String words = "The buyer asked to cancel on " + Spoken.at(requestedAt) + "; "
                + Spoken.roughly(waited) + " later, within the "
                + Spoken.roughly(thresholds.duration(DECLARED_WITHIN))
                + " that count, the seller declared the order shipped with " + facts.carrier()
                + " as " + facts.trackingNumber() + ", and " + Spoken.businessDays(allowed)
                + " after that the carrier has still not scanned it.";
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("requestedAt", requestedAt.toString());
        seen.put("declaredAt", facts.declaredAt().toString());
        seen.put("declaredAfter", waited.toString());
        seen.put("suspiciousWithin", thresholds.duration(DECLARED_WITHIN).toString());
        if (facts.seller().handlingSeconds() != null) {
            seen.put(
                    "sellersUsualHandling",
                    Duration.ofSeconds(facts.seller().handlingSeconds()).toString());
        }
        seen.put("businessDaysAllowed", allowed);
        Waiting.tell(facts, seen);
        seen.put("scanDueBy", dueBy.toString());
        seen.put("lookedAt", facts.asOf().toString());
        return Optional.of(new Evidence(words, seen));
    }
}
