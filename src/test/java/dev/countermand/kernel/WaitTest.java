package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** M, A6: a waiting time is exact time, or business days. */
class WaitTest {

    private static final LocalDate HOLIDAY = LocalDate.of(2026, 1, 8);
    private static final BusinessDays MOSCOW = new BusinessDays(
            ZoneId.of("Europe/Moscow"),
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            Set.of(LocalDate.of(2026, 1, 7)),
            HOLIDAY::equals);

    @ParameterizedTest
    @CsvSource({
        "P20D, P20D, 20 days",
        "PT480H, P20D, 20 days",
        "PT24H, PT24H, 24 hours",
        "PT72H, P3D, 3 days",
        "PT50H, PT50H, 2 days and 2 hours",
        "PT30M, PT30M, 30 minutes",
        "P3BD, P3BD, 3 business days",
        "P1BD, P1BD, 1 business day"
    })
    void isReadWrittenAndSaid(String text, String written, String words) {
        Wait wait = Wait.parse(text);
        assertThat(wait).hasToString(written).isEqualTo(Wait.parse(written));
        assertThat(wait.inWords()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3BD", "P3bd", "P-3BD", "P3BDT1H", "PBD", "P1DT-1H", "P9999999BD", "a week", ""})
    void isNothingElse(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Wait.parse(text));
    }

    @Test
    void businessDaysSkipTheWeekendTheHolidaysAndTheCalendars() {
        // A Tuesday; Wednesday and Thursday are free, then Friday, the weekend, Monday.
        Instant tuesday = Instant.parse("2026-01-06T09:00:00Z");
        assertThat(Wait.parse("P1BD").after(tuesday, MOSCOW)).isEqualTo("2026-01-09T09:00:00Z");
        assertThat(Wait.parse("P2BD").after(tuesday, MOSCOW)).isEqualTo("2026-01-12T09:00:00Z");
        assertThat(Wait.parse("PT48H").after(tuesday, MOSCOW)).isEqualTo("2026-01-08T09:00:00Z");
        assertThat(MOSCOW.without(Set.of(LocalDate.of(2026, 1, 9))).plus(tuesday, 1))
                .isEqualTo("2026-01-12T09:00:00Z");
    }

    @Test
    void knowsWhatCannotBeShorter() {
        Wait threeDays = Wait.of(Duration.ofDays(3));
        assertThat(Wait.parse("P3BD").neverShorterThan(threeDays)).isTrue();
        assertThat(Wait.parse("P2BD").neverShorterThan(threeDays)).isFalse();
        assertThat(Wait.parse("P3BD").neverShorterThan(Wait.parse("P3BD"))).isTrue();
        assertThat(Wait.parse("P2BD").neverShorterThan(Wait.parse("P3BD"))).isFalse();
        // Over a holiday week three business days can be longer than ten days.
        assertThat(Wait.of(Duration.ofDays(10)).neverShorterThan(Wait.parse("P3BD")))
                .isFalse();
    }
}
