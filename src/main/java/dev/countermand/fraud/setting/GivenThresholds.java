package dev.countermand.fraud.setting;

import dev.countermand.detector.Detector;
import dev.countermand.detector.Threshold;
import dev.countermand.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a detector can be set to what is given. Pure. */
final class GivenThresholds {

    private GivenThresholds() {}

    /** The thresholds given, if the detector has them and they can be. */
    static Map<String, Object> checked(Detector detector, @Nullable Map<String, Object> given) {
        if (given == null) {
            return Map.of();
        }
        List<Refusal.FieldError> faults = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(given.keySet());
        for (Threshold threshold : detector.thresholds()) {
            if (unknown.remove(threshold.name())) {
                faultOf(threshold, given.get(threshold.name()))
                        .ifPresent(
                                fault -> faults.add(new Refusal.FieldError("thresholds." + threshold.name(), fault)));
            }
        }
        String names = detector.thresholds().isEmpty()
                ? "has no thresholds"
                : "has only "
                        + detector.thresholds().stream().map(Threshold::name).collect(Collectors.joining(", "));
        unknown.forEach(name -> faults.add(
                new Refusal.FieldError("thresholds." + name, "is unknown: " + detector.code() + " " + names)));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults).asException();
        }
        return given;
    }

    private static Optional<String> faultOf(Threshold threshold, @Nullable Object value) {
        return threshold.settable()
                ? threshold.faultOf(value)
                : Optional.of("cannot be set here: it is " + threshold.policyKey() + " of each market's policy");
    }
}
