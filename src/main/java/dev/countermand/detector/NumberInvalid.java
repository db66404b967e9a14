package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * F4: no format of the declared carrier fits the number, or the check digit does not hold. Only when the decoder is
 * certain, and not once the carrier has scanned a parcel under it: it knows its numbers better than a catalogue.
 */
final class NumberInvalid implements Detector {

    static final String CODE = "NUMBER_INVALID";

    @Override
    public Identity identity() {
        return new Identity(CODE, "F4", 1);
    }

    @Override
    public boolean refutedByScan() {
        return true;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of();
    }

    @Override
    public Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days) {
        Boolean valid = facts.number().valid();
        if (valid == null || valid || !facts.number().certain() || facts.acceptedAt() != null) {
            return Optional.empty();
        }
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("carrier", facts.carrier());
        seen.put("trackingNumber", facts.trackingNumber());
        seen.put("valid", false);
        seen.put("certain", true);
        return Optional.of(new Evidence(
                facts.trackingNumber() + " cannot be a number of " + facts.carrier()
                        + ": no format of this carrier fits it with a check digit that holds, and no parcel was ever"
                        + " scanned under it.",
                seen));
    }
}
