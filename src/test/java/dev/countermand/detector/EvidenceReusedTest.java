package dev.countermand.detector;

import static dev.countermand.detector.Samples.MONDAY_NOON;
import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F10. */
class EvidenceReusedTest {

    @Test
    void findsADocumentThatWasGivenForAnotherOrderBefore() {
        assertThat(judge(given(MONDAY_NOON, MONDAY_NOON.minusSeconds(1)))).hasValueSatisfying(found -> {
            assertThat(found.words()).contains("byte for byte", "order order-9");
            assertThat(found.facts()).containsEntry("sha256", "ab12").containsEntry("otherOrder", "order-9");
        });
    }

    @Test
    void allowsTheOneItWasGivenForFirst() {
        assertThat(judge(given(MONDAY_NOON, MONDAY_NOON.plusSeconds(1)))).isEmpty();
    }

    /** Which of two was first when both came at once, the facts have decided. */
    @Test
    void findsADocumentGivenForAnotherAtTheSameMoment() {
        assertThat(judge(given(MONDAY_NOON, MONDAY_NOON))).isPresent();
    }

    @Test
    void findsNothingWithoutDocuments() {
        assertThat(judge(facts())).isEmpty();
    }

    @Test
    void isNotEnoughForAFreezeByItself() {
        // A post office's list of the day's parcels is honest evidence for each of them.
        assertThat(judge(given(MONDAY_NOON, MONDAY_NOON.minusSeconds(1))))
                .hasValueSatisfying(found -> assertThat(found.weight())
                        .isLessThan(Samples.POLICY.detection().freezeAt()));
    }

    private static Samples.Builder given(Instant givenAt, Instant otherGivenAt) {
        return facts().documents(List.of(new Facts.ReusedDocument("ab12", givenAt, "order-9", otherGivenAt)));
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(EvidenceReused.CODE, facts);
    }
}
