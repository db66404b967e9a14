package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.kernel.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * F5: the parcel was on its way before the order was placed, so it is somebody else's. Some hours are left to clocks.
 *
 * <p>Numbers come round again about 120 days after they were given out, and parcels travel for weeks: the last scans of an
 * earlier life may be younger than that. No parcel of a dodger is that old, so what was scanned longest ago says nothing.
 *
 * <p>What is no scan of this order's parcel is no acceptance of it either: both take the hours from the market's policy.
 */
public final class ScanBeforeOrder implements Detector {

    public static final String CODE = "SCAN_BEFORE_ORDER";
    public static final String EARLIER_BY = "earlierBy";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F5", 3);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Threshold.duration(
                                EARLIER_BY,
                                Duration.ZERO,
                                Duration.ofDays(30),
                                "The first scan is more than this before the order")
                        .onlyOf("shipping.scanBeforeOrder"),
                Records.EARLIER_AT_MOST);
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        Instant scan = facts.movement().firstScanAt();
        Duration earlierBy = thresholds.duration(EARLIER_BY);
        if (scan == null
                || !scan.isBefore(facts.placedAt().minus(earlierBy))
                || Records.ofEarlierLife(scan, facts, thresholds)) {
            return Optional.empty();
        }
        Duration earlier = Duration.between(scan, facts.placedAt());
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("firstScanAt", scan.toString());
        seen.put("placedAt", facts.placedAt().toString());
        seen.put("earlier", earlier.toString());
        seen.put("suspiciousFrom", earlierBy.toString());
        return Optional.of(new Evidence(
                facts.carrier() + " scanned " + facts.trackingNumber() + " on " + Spoken.at(scan) + ", "
                        + Spoken.roughly(earlier) + " before the order was placed on "
                        + Spoken.at(facts.placedAt()) + ". That is more than the "
                        + Spoken.roughly(earlierBy) + " by which clocks may differ: that parcel is another one.",
                seen));
    }
}
