package dev.countermand.detector;

import static dev.countermand.detector.Samples.MONDAY_NOON;
import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F7. */
class ImpossibleSpeedTest {

    private static final Instant FOUR_DAYS_BEFORE = MONDAY_NOON.minus(Duration.ofDays(4));

    @Test
    void findsWhatWasDeliveredLongBeforeItWasDeclared() {
        assertThat(judge(facts().delivered(FOUR_DAYS_BEFORE.minusSeconds(1), "DE", "10115")))
                .hasValueSatisfying(
                        found -> assertThat(found.words()).contains("before the seller declared it shipped"));
    }

    @Test
    void allowsASellerWhoDeclaresSomeDaysAfterPosting() {
        assertThat(judge(facts().delivered(FOUR_DAYS_BEFORE, "DE", "10115"))).isEmpty();
    }

    @Test
    void findsWhatIsFasterThanAnyParcelInsideACountry() {
        assertThat(judge(travelled("DE", "DE", Duration.ofMinutes(59))))
                .hasValueSatisfying(found ->
                        assertThat(found.facts()).containsEntry("took", "PT59M").containsEntry("possibleFrom", "PT1H"));
        assertThat(judge(travelled("DE", "DE", Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void givesAParcelAbroadMoreTime() {
        assertThat(judge(travelled("CN", "DE", Duration.ofMinutes(719)))).isPresent();
        assertThat(judge(travelled("CN", "DE", Duration.ofHours(12)))).isEmpty();
    }

    @Test
    void allowsAParcelWhoseDeliveryIsItsOnlyScan() {
        assertThat(judge(travelled("DE", "DE", Duration.ZERO))).isEmpty();
    }

    @Test
    void findsNothingBeforeTheDelivery() {
        assertThat(judge(facts().firstScan(MONDAY_NOON, "DE"))).isEmpty();
    }

    private static Samples.Builder travelled(String from, String to, Duration took) {
        return facts().firstScan(MONDAY_NOON, from).delivered(MONDAY_NOON.plus(took), to, "10115");
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(ImpossibleSpeed.CODE, facts);
    }
}
