package dev.countermand.detector.rule;

import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import dev.countermand.detector.Threshold;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What detectors are delivered with: {@code detectors.yaml}. */
final class DetectorDocument {

    private static final String FILE = "/detectors.yaml";

    private DetectorDocument() {}

    /**
     * By code, complete: every detector with every threshold, and nothing else.
     *
     * @throws IllegalStateException when it is not
     */
    static Map<String, Setting> read() {
        Map<?, ?> document = map("", load());
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Detector detector : Detectors.ALL) {
            settings.put(detector.code(), setting(detector, map(detector.code(), document.get(detector.code()))));
        }
        require(settings.keySet().equals(document.keySet()), "names other detectors than there are");
        return Map.copyOf(settings);
    }

    private static Setting setting(Detector detector, Map<?, ?> entry) {
        Map<?, ?> given = map(detector.code(), entry.get("thresholds"));
        Map<String, Object> thresholds = new LinkedHashMap<>();
        for (Threshold threshold : detector.thresholds()) {
            Object value = given.get(threshold.name());
            String place = detector.code() + "." + threshold.name();
            threshold.faultOf(value).ifPresent(fault -> require(false, place + " " + fault));
            thresholds.put(threshold.name(), Objects.requireNonNull(value));
        }
        require(thresholds.keySet().equals(given.keySet()), detector.code() + " has thresholds that nobody reads");
        Object weight = entry.get("weight");
        require(weight instanceof Integer whole && whole >= 0 && whole <= 100, detector.code() + " needs a weight");
        return new Setting(0, Mode.valueOf(String.valueOf(entry.get("mode"))), (Integer) weight, thresholds);
    }

    private static Map<?, ?> map(String place, @Nullable Object value) {
        require(value instanceof Map<?, ?>, place + " must be a mapping");
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            throw new IllegalStateException("detectors.yaml: " + reason);
        }
    }

    private static Object load() {
        try (InputStream stream = DetectorDocument.class.getResourceAsStream(FILE)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(stream, FILE));
        } catch (IOException e) {
            throw new IllegalStateException("detectors.yaml cannot be read", e);
        }
    }
}
