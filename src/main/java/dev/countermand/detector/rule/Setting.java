package dev.countermand.detector.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was set for a detector, in one version.
 *
 * @param version from 1 on; 0 is what it is delivered with
 * @param weight 0 to 100; null leaves it to the market's policy, or to what it is delivered with
 * @param thresholds by name; those that are not there are left to the same
 */
public record Setting(int version, Mode mode, @Nullable Integer weight, Map<String, Object> thresholds) {

    public Setting {
        thresholds = Map.copyOf(thresholds);
    }
}
