package dev.countermand.detector;

import static dev.countermand.detector.Samples.MONDAY_NOON;
import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F5. The order was placed two days before Monday noon. */
class ScanBeforeOrderTest {

    private static final Instant PLACED_AT = MONDAY_NOON.minus(Duration.ofDays(2));
    private static final Instant DAY_BEFORE = PLACED_AT.minus(Duration.ofHours(24));

    @Test
    void findsAParcelThatWasOnItsWayBeforeTheOrder() {
        assertThat(judge(facts().firstScanAt(DAY_BEFORE.minusSeconds(1)))).hasValueSatisfying(found -> {
            assertThat(found.weight()).isEqualTo(100);
            assertThat(found.words()).contains("before the order was placed", "that parcel is another one");
            assertThat(found.facts()).containsEntry("earlier", "PT24H1S").containsEntry("suspiciousFrom", "PT24H");
        });
    }

    @Test
    void leavesADayToClocksAndTimeZones() {
        assertThat(judge(facts().firstScanAt(DAY_BEFORE))).isEmpty();
    }

    @Test
    void findsNothingWithoutAScan() {
        assertThat(judge(facts())).isEmpty();
    }

    @Test
    void leavesTheLastScansOfAnEarlierLifeOfTheNumberAlone() {
        Instant earliest = PLACED_AT.minus(Duration.ofDays(60));

        assertThat(judge(facts().firstScanAt(earliest.minusSeconds(1)))).isEmpty();
        assertThat(judge(facts().firstScanAt(earliest))).isPresent();
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(ScanBeforeOrder.CODE, facts);
    }
}
