package dev.countermand.fraud;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** F2: declared shipped soon after the buyer asked to cancel, and nothing has moved since. */
final class ShippedToBlock implements Detector {

    static final String CODE = "SHIPPED_TO_BLOCK";

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
        Policy.ShippedToBlock terms = policy.shippedToBlock();
        Instant requestedAt = facts.contestedRequestAt();
        if (requestedAt == null || facts.acceptedAt() != null) {
            return Optional.empty();
        }
        Duration waited = Duration.between(requestedAt, facts.declaredAt());
        Instant dueBy = days.plus(facts.declaredAt(), terms.businessDays());
        boolean soonAfter = !waited.isNegative() && waited.compareTo(terms.declaredWithin()) <= 0;
        if (!soonAfter || facts.asOf().isBefore(dueBy)) {
            return Optional.empty();
        }
        String words = "The buyer asked to cancel on " + Moments.inWords(requestedAt) + "; "
                + Moments.inWords(waited) + " later the seller declared the order shipped with " + facts.carrier()
                + " as " + facts.trackingNumber() + ", and " + Moments.businessDays(terms.businessDays())
                + " after that the carrier has still not scanned it.";
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("requestedAt", requestedAt.toString());
        seen.put("declaredAt", facts.declaredAt().toString());
        seen.put("declaredAfter", waited.toString());
        seen.put("suspiciousWithin", terms.declaredWithin().toString());
        seen.put("businessDaysAllowed", terms.businessDays());
        seen.put("scanDueBy", dueBy.toString());
        seen.put("lookedAt", facts.asOf().toString());
        return Optional.of(new Finding(CODE, version(), terms.weight(), words, seen));
    }
}
