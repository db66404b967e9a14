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

/** F7: delivered before it was declared shipped, or faster than any parcel goes this way. */
public final class ImpossibleSpeed implements Detector {

    public static final String CODE = "IMPOSSIBLE_SPEED";
    public static final String BEFORE_DECLARED_BY = "beforeDeclaredBy";
    public static final String WITHIN_COUNTRY = "atLeastWithinCountry";
    public static final String ABROAD = "atLeastAbroad";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F7", 2);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.duration(
                        BEFORE_DECLARED_BY,
                        Duration.ZERO,
                        Duration.ofDays(30),
                        "Delivered more than this before it was declared"),
                Threshold.duration(
                        WITHIN_COUNTRY,
                        Duration.ZERO,
                        Duration.ofDays(5),
                        "No parcel is faster than this from its first scan to its delivery inside one country"),
                Threshold.duration(
                        ABROAD,
                        Duration.ZERO,
                        Duration.ofDays(20),
                        "No parcel is faster than this from its first scan to its delivery in another country"));
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        Instant delivered = facts.movement().deliveredAt();
        if (delivered == null) {
            return Optional.empty();
        }
        Duration tolerated = thresholds.duration(BEFORE_DECLARED_BY);
        if (delivered.isBefore(facts.declaredAt().minus(tolerated))) {
            Map<String, Object> seen = new LinkedHashMap<>();
            seen.put("deliveredAt", delivered.toString());
            seen.put("declaredAt", facts.declaredAt().toString());
            seen.put("tolerated", tolerated.toString());
            return Optional.of(new Evidence(
                    "The parcel was delivered on " + Spoken.at(delivered)
                            + ", more than the " + Spoken.roughly(tolerated)
                            + " before the seller declared it shipped, on " + Spoken.at(facts.declaredAt())
                            + ", by which declarations are late.",
                    seen));
        }
        return tooFast(facts, delivered, thresholds);
    }

    private static Optional<Evidence> tooFast(Facts facts, Instant delivered, Thresholds thresholds) {
        Instant scan = facts.movement().firstScanAt();
        String from = origin(facts);
        String to = facts.movement().deliveredCountry();
        // A parcel whose delivery is the only scan has just not been scanned before.
        if (scan == null || from == null || to == null || !scan.isBefore(delivered)) {
            return Optional.empty();
        }
        Duration took = Duration.between(scan, delivered);
        Duration possible = thresholds.duration(from.equals(to) ? WITHIN_COUNTRY : ABROAD);
        if (took.compareTo(possible) >= 0) {
            return Optional.empty();
        }
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("firstScanAt", scan.toString());
        seen.put("deliveredAt", delivered.toString());
        seen.put("from", from);
        seen.put("to", to);
        seen.put("took", took.toString());
        seen.put("possibleFrom", possible.toString());
        return Optional.of(new Evidence(
                "From " + from + " to " + to + " the parcel took " + Spoken.roughly(took)
                        + ", and no parcel goes there in less than " + Spoken.roughly(possible) + ".",
                seen));
    }

    private static @Nullable String origin(Facts facts) {
        String scanned = facts.movement().firstScanCountry();
        return scanned == null ? facts.shipFromCountry() : scanned;
    }
}
