package dev.countermand.detector.rule;

import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import dev.countermand.detector.Threshold;
import dev.countermand.document.Fields;
import dev.countermand.document.Source;
import dev.countermand.document.Value;
import dev.countermand.document.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What detectors are delivered with: {@code detectors.yaml}. */
final class DetectorDocument {

    private static final String FILE = "detectors.yaml";

    private DetectorDocument() {}

    /**
     * By code, complete: every detector with every threshold that is not the policies' alone, and nothing else.
     *
     * @throws IllegalStateException when it is not, with the line and the reason
     */
    static Map<String, Setting> read() {
        Source source = new Source(FILE, IllegalStateException::new);
        return read(source, source.shipped(FILE));
    }

    static Map<String, Setting> read(Source source, String yaml) {
        Fields document = Fields.of(YamlReader.read(source, yaml))
                .allowing(Detectors.ALL.stream().map(Detector::code).toList());
        return Detectors.ALL.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Detector::code,
                        detector ->
                                setting(detector, document.get(detector.code()).fields())));
    }

    private static Setting setting(Detector detector, Fields given) {
        given.allowing("mode", "weight", "thresholds");
        Value weight = given.get("weight");
        if (weight.number() < 0 || weight.number() > 100) {
            throw weight.wrong("from 0 to 100");
        }
        return new Setting(
                0,
                given.get("mode").constant(Mode.class),
                weight.number(),
                thresholds(detector, given.get("thresholds").fields()));
    }

    private static Map<String, Object> thresholds(Detector detector, Fields given) {
        List<Threshold> delivered =
                detector.thresholds().stream().filter(Threshold::settable).toList();
        given.allowing(delivered.stream().map(Threshold::name).toList());
        Map<String, Object> thresholds = new LinkedHashMap<>();
        for (Threshold threshold : delivered) {
            Value value = given.get(threshold.name());
            Object figure = switch (threshold.kind()) {
                case COUNT -> value.number();
                case DECIMAL -> value.decimal();
                case DURATION -> value.text();
            };
            threshold.faultOf(figure).ifPresent(fault -> {
                throw value.faulty(fault);
            });
            thresholds.put(threshold.name(), figure);
        }
        return thresholds;
    }
}
