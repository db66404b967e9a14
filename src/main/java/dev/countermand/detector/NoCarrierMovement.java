package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.kernel.Spoken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * F1: declared shipped, and so many business days later the carrier has not had the parcel in its hands. Days on which
 * the carrier reported next to nothing of anybody do not count: then it is the carrier who is silent. Parcels of services
 * that nobody scans are not missed here; declared against a request they are {@link ShippedToBlock}'s.
 */
public final class NoCarrierMovement implements Detector {

    public static final String CODE = "NO_CARRIER_MOVEMENT";
    public static final String BUSINESS_DAYS = "businessDays";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F1", 2);
    }

    @Override
    public boolean refutedByScan() {
        return true;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(Threshold.count(
                BUSINESS_DAYS, 1, 60, "Business days from the declaration that the carrier has for a first scan"));
    }

    @Override
    public @Nullable Instant due(Facts facts, Thresholds thresholds, BusinessDays days) {
        return facts.acceptedAt() == null && facts.number().tracked()
                ? Waiting.until(facts, days, thresholds.count(BUSINESS_DAYS))
                : null;
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        Instant dueBy = due(facts, thresholds, days);
        if (dueBy == null || facts.asOf().isBefore(dueBy)) {
            return Optional.empty();
        }
        int allowed = thresholds.count(BUSINESS_DAYS);
        String words = "Declared shipped with " + facts.carrier() + " as " + facts.trackingNumber() + " on "
                + Spoken.at(facts.declaredAt()) + "; the carrier had " + Spoken.businessDays(allowed)
                + " to scan the parcel and has not.";
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("declaredAt", facts.declaredAt().toString());
        seen.put("businessDaysAllowed", allowed);
        Waiting.tell(facts, seen);
        seen.put("scanDueBy", dueBy.toString());
        seen.put("lookedAt", facts.asOf().toString());
        seen.put("businessDaysPassed", days.between(facts.declaredAt(), facts.asOf()));
        return Optional.of(new Evidence(words, seen));
    }
}
