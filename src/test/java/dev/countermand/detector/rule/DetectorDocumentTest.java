package dev.countermand.detector.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.detector.Detectors;
import dev.countermand.document.Source;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What detectors are delivered with is complete, and a faulty document is refused with file, line and reason. */
class DetectorDocumentTest {

    private static final Source SOURCE = new Source("detectors.yaml", IllegalStateException::new);

    @Test
    void hasEveryDetectorWithItsFigures() {
        assertThat(DetectorDocument.read()).hasSize(Detectors.ALL.size());
        assertThat(DetectorDocument.read().get("SELLER_PATTERN"))
                .isEqualTo(new Setting(
                        0, Mode.ACTIVE, 30, Map.of("unmovedAtLeast", 3, "rateAtLeast", 0.5, "timesMarket", 3.0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            NO_CARRIER_MOVEMENT: | NO_CARIER_MOVEMENT: | NO_CARIER_MOVEMENT is an unknown key; did you mean NO_CARRIER_MOVEMENT?
            NO_CARRIER_MOVEMENT: | #                   | is no YAML
            weight: 60           | weight: 101         | NO_CARRIER_MOVEMENT.weight must be from 0 to 100, but is "101".
            weight: 60           | weight: "60"        | NO_CARRIER_MOVEMENT.weight must be a whole number, but is "60".
            mode: ACTIVE         | mode: ACTIV         | NO_CARRIER_MOVEMENT.mode must be one of OFF, SHADOW, ACTIVE, but is "ACTIV"; did you mean ACTIVE?
            mode: ACTIVE         | mode: OFF           | -
            {businessDays: 5}    | {}                  | NO_CARRIER_MOVEMENT.thresholds.businessDays is missing.
            {businessDays: 5}    | {businessDays: 0}   | NO_CARRIER_MOVEMENT.thresholds.businessDays must be from 1 to
            {businessDays: 5}    | {businessDays: 5, hours: 1} | NO_CARRIER_MOVEMENT.thresholds.hours is an unknown key.
            timesMarket: 3.0     | timesMarket: 3      | -
            timesMarket: 3.0     | timesMarket: x      | SELLER_PATTERN.thresholds.timesMarket must be a number, but is "x".
            recycledAfter: P120D | recycledAfter: 120  | NUMBER_REUSED.thresholds.recycledAfter must be text
            recycledAfter: P120D | recycledAfter: 120D | NUMBER_REUSED.thresholds.recycledAfter must be a duration such as PT72H
            """)
    void refusesAFaultyOne(String sound, String faulty, String reason) {
        String delivered = SOURCE.shipped("detectors.yaml");
        String yaml = delivered.replaceFirst(Pattern.quote(sound), faulty);
        assertThat(yaml).isNotEqualTo(delivered);

        if (reason.equals("-")) {
            assertThat(DetectorDocument.read(SOURCE, yaml)).hasSize(Detectors.ALL.size());
        } else {
            assertThatThrownBy(() -> DetectorDocument.read(SOURCE, yaml))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching("detectors\\.yaml, line \\d+: .*[.?]")
                    .hasMessageContaining(reason);
        }
    }
}
