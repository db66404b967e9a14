package dev.countermand.detector;

import java.util.Map;

/**
 * A signal that something is wrong with a shipment, with the rule it was judged under.
 *
 * @param code of the detector, for example {@code NO_CARRIER_MOVEMENT}
 * @param detectorVersion of the detector's code
 * @param rule the figures it was judged under
 * @param words plain sentences for a moderator
 * @param facts the facts and figures that were compared, in the order in which they are read
 */
public record Finding(String code, int detectorVersion, Rule rule, String words, Map<String, Object> facts) {

    static Finding of(Detector detector, Rule rule, Evidence evidence) {
        return new Finding(detector.code(), detector.version(), rule, evidence.words(), evidence.facts());
    }

    /** 0 to 100. */
    public int weight() {
        return rule.weight();
    }

    /** Whether it is only written down: it counts for nothing and freezes nothing. */
    public boolean shadow() {
        return rule.shadow();
    }
}
