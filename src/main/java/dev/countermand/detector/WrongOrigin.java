package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * F9: the first scan was in another country than the one the seller ships from. A scan from long before the order may be of
 * an earlier life of the number, as in {@link ScanBeforeOrder}.
 */
final class WrongOrigin implements Detector {

    static final String CODE = "WRONG_ORIGIN";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F9", 2);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(Records.EARLIER_AT_MOST);
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        Instant at = facts.movement().firstScanAt();
        String scanned = facts.movement().firstScanCountry();
        String from = facts.shipFromCountry();
        if (at == null || scanned == null || from == null || scanned.equalsIgnoreCase(from)) {
            return Optional.empty();
        }
        if (Records.ofEarlierLife(at, facts, thresholds)) {
            return Optional.empty();
        }
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("firstScanAt", at.toString());
        seen.put("firstScanIn", scanned);
        seen.put("shipsFrom", from);
        return Optional.of(new Evidence(
                "The seller ships from " + from + ", and the parcel " + facts.trackingNumber()
                        + " was first scanned in " + scanned + ".",
                seen));
    }
}
