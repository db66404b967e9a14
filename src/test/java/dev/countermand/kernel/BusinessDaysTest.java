package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessDaysTest {

    private static final BusinessDays SHANGHAI = new BusinessDays(
            ZoneId.of("Asia/Shanghai"), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of(LocalDate.of(2026, 1, 1)));

    @Test
    void skipsWeekendsAndHolidaysAtTheSameTimeOfDay() {
        Instant wednesday = Instant.parse("2025-12-31T04:00:00Z");
        // Thursday is a holiday, then Friday, Monday.
        assertThat(SHANGHAI.plus(wednesday, 2)).isEqualTo(Instant.parse("2026-01-05T04:00:00Z"));
        assertThat(SHANGHAI.plus(wednesday, 0)).isEqualTo(wednesday);
    }

    @Test
    void countsInTheMarketsOwnZone() {
        // 17:00 UTC on Friday is Saturday in Shanghai.
        Instant fridayEveningInLondon = Instant.parse("2026-01-09T17:00:00Z");
        assertThat(SHANGHAI.plus(fridayEveningInLondon, 1)).isEqualTo(Instant.parse("2026-01-11T17:00:00Z"));
    }

    @Test
    void plusAndBetweenAgree() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(100_000_000));
            int days = random.nextInt(30);
            Instant to = SHANGHAI.plus(from, days);
            assertThat(SHANGHAI.between(from, to)).isEqualTo(days);
            if (days > 0) {
                assertThat(SHANGHAI.between(from, to.minusSeconds(1))).isEqualTo(days - 1);
            }
        }
    }

    @Test
    void nothingHasPassedBackwards() {
        Instant now = Instant.parse("2026-01-07T00:00:00Z");
        assertThat(SHANGHAI.between(now, now.minusSeconds(1_000_000))).isZero();
    }
}
