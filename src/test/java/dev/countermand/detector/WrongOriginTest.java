package dev.countermand.detector;

import static dev.countermand.detector.Samples.MONDAY_NOON;
import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F9. The seller ships from Germany. */
class WrongOriginTest {

    @Test
    void findsAFirstScanInAnotherCountry() {
        assertThat(judge(facts().firstScan(MONDAY_NOON, "CN"))).hasValueSatisfying(found -> {
            assertThat(found.words()).contains("ships from DE", "first scanned in CN");
            assertThat(found.facts()).containsEntry("firstScanIn", "CN").containsEntry("shipsFrom", "DE");
        });
    }

    @Test
    void findsNothingWhereBothAreTheSame() {
        assertThat(judge(facts().firstScan(MONDAY_NOON, "de"))).isEmpty();
    }

    @Test
    void findsNothingWhereOneIsNotKnown() {
        assertThat(judge(facts().firstScan(MONDAY_NOON, null))).isEmpty();
        assertThat(judge(facts().shipFrom(null).firstScan(MONDAY_NOON, "CN"))).isEmpty();
        assertThat(judge(facts())).isEmpty();
    }

    @Test
    void leavesTheLastScansOfAnEarlierLifeOfTheNumberAlone() {
        Instant earliest = MONDAY_NOON.minus(Duration.ofDays(62));

        assertThat(judge(facts().firstScan(earliest.minusSeconds(1), "CN"))).isEmpty();
        assertThat(judge(facts().firstScan(earliest, "CN"))).isPresent();
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(WrongOrigin.CODE, facts);
    }
}
