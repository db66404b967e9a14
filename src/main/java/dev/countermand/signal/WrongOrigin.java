package dev.countermand.signal;

import dev.countermand.kernel.BusinessDays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** F9: the first scan was in another country than the one the seller ships from. */
final class WrongOrigin implements Detector {

    static final String CODE = "WRONG_ORIGIN";

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String rule() {
        return "F9";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of();
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        String scanned = facts.movement().firstScanCountry();
        String from = facts.shipFromCountry();
        if (scanned == null || from == null || scanned.equalsIgnoreCase(from)) {
            return Optional.empty();
        }
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("firstScanAt", String.valueOf(facts.movement().firstScanAt()));
        seen.put("firstScanIn", scanned);
        seen.put("shipsFrom", from);
        return Optional.of(new Evidence(
                "The seller ships from " + from + ", and the parcel " + facts.trackingNumber()
                        + " was first scanned in " + scanned + ".",
                seen));
    }
}
