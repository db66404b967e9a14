package dev.countermand.detector;

import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F1. The week has five working days, less the holiday on Thursday the 5th. */
class NoCarrierMovementTest {

    /** Tue 3, Wed 4, Fri 6, Mon 9, Tue 10: the fifth working day after Monday the 2nd. */
    private static final Instant FIFTH_BUSINESS_DAY = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void findsWhatTheCarrierHasNotScannedAfterFiveBusinessDays() {
        Optional<Finding> finding = judge(facts().asOf(FIFTH_BUSINESS_DAY));

        assertThat(finding).hasValueSatisfying(found -> {
            assertThat(found.code()).isEqualTo("NO_CARRIER_MOVEMENT");
            assertThat(found.weight()).isEqualTo(60);
            assertThat(found.words()).contains("ups", "1Z5R89390357567127", "2026-03-02 12:00 UTC", "5 business days");
            assertThat(found.facts())
                    .containsEntry("declaredAt", "2026-03-02T12:00:00Z")
                    .containsEntry("scanDueBy", "2026-03-10T12:00:00Z")
                    .containsEntry("businessDaysAllowed", 5)
                    .containsEntry("businessDaysPassed", 5);
        });
    }

    @Test
    void waitsUntilTheLastInstantOfTheFifthBusinessDay() {
        assertThat(judge(facts().asOf(FIFTH_BUSINESS_DAY.minusNanos(1_000)))).isEmpty();
    }

    @Test
    void countsNeitherWeekendsNorHolidays() {
        // Seven days later it is Monday again, and only Tue, Wed, Fri and Mon have passed.
        assertThat(judge(facts().asOf(Instant.parse("2026-03-09T23:59:59Z")))).isEmpty();
    }

    @Test
    void countsFromMondayWhatWasDeclaredOnASaturday() {
        Samples.Builder onSaturday = facts().declaredAt(Instant.parse("2026-03-07T12:00:00Z"));

        assertThat(judge(onSaturday.asOf(Instant.parse("2026-03-13T11:59:59Z"))))
                .isEmpty();
        assertThat(judge(onSaturday.asOf(Instant.parse("2026-03-13T12:00:00Z"))))
                .isPresent();
    }

    @Test
    void findsNothingOnceTheCarrierHasAcceptedTheParcelHoweverLate() {
        assertThat(judge(facts().asOf(FIFTH_BUSINESS_DAY).acceptedAt(FIFTH_BUSINESS_DAY)))
                .isEmpty();
    }

    @Test
    void doesNotTakeTheScanOfAnEarlierParcelForThisOne() {
        Samples.Builder scannedLongBefore =
                facts().asOf(FIFTH_BUSINESS_DAY).firstScanAt(Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(judge(scannedLongBefore)).isPresent();
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(NoCarrierMovement.CODE, facts);
    }
}
