package dev.countermand.fraud;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.Policy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** F1: declared shipped, and so many business days later the carrier has not had the parcel in his hands. */
final class NoCarrierMovement implements Detector {

    static final String CODE = "NO_CARRIER_MOVEMENT";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Optional<Finding> judge(Facts facts, Policy.Detection policy, BusinessDays days) {
        Policy.NoCarrierMovement terms = policy.noCarrierMovement();
        Instant dueBy = days.plus(facts.declaredAt(), terms.businessDays());
        if (facts.acceptedAt() != null || facts.asOf().isBefore(dueBy)) {
            return Optional.empty();
        }
        String words = "Declared shipped with " + facts.carrier() + " as " + facts.trackingNumber() + " on "
                + Moments.inWords(facts.declaredAt()) + "; the carrier had "
                + Moments.businessDays(terms.businessDays()) + " to scan the parcel and has not.";
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("declaredAt", facts.declaredAt().toString());
        seen.put("businessDaysAllowed", terms.businessDays());
        seen.put("scanDueBy", dueBy.toString());
        seen.put("lookedAt", facts.asOf().toString());
        seen.put("businessDaysPassed", days.between(facts.declaredAt(), facts.asOf()));
        return Optional.of(new Finding(CODE, version(), terms.weight(), words, seen));
    }
}
