package dev.countermand.fraud;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signal that something is wrong with a shipment, with what it was seen by.
 *
 * @param code of the detector, for example {@code NO_CARRIER_MOVEMENT}
 * @param weight 0 to 100, from the policy
 * @param words plain sentences for a moderator
 * @param facts the facts and figures that were compared, in the order in which they are read
 */
public record Finding(String code, int detectorVersion, int weight, String words, Map<String, Object> facts) {

    public Finding {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
