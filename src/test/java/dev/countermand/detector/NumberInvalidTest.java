package dev.countermand.detector;

import static dev.countermand.detector.Samples.MONDAY_NOON;
import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F4. */
class NumberInvalidTest {

    private static final Facts.NumberFacts INVALID = new Facts.NumberFacts(false, true, true, null, null, null, 0, 0);

    @Test
    void findsANumberThatTheCarrierCannotHaveGivenOut() {
        assertThat(judge(facts().number(INVALID))).hasValueSatisfying(found -> {
            assertThat(found.words()).contains("1Z5R89390357567127", "ups");
            assertThat(found.facts()).containsEntry("valid", false).containsEntry("certain", true);
        });
    }

    @Test
    void findsNothingAboutAValidNumberOrOneThatWasNeverDecoded() {
        assertThat(judge(facts().number(new Facts.NumberFacts(true, true, true, null, null, null, 0, 0))))
                .isEmpty();
        assertThat(judge(facts())).isEmpty();
    }

    @Test
    void doesNotAccuseOnAnUncertainVerdict() {
        assertThat(judge(facts().number(new Facts.NumberFacts(false, false, true, null, null, null, 0, 0))))
                .isEmpty();
    }

    @Test
    void believesTheCarrierMoreThanTheCatalogue() {
        // Carriers bring new formats, and scan what the catalogue does not know.
        assertThat(judge(facts().number(INVALID).acceptedAt(MONDAY_NOON))).isEmpty();
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(NumberInvalid.CODE, facts);
    }
}
