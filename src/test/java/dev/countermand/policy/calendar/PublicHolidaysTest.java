package dev.countermand.policy.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.document.Documents;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** M: which days are free, by country. */
class PublicHolidaysTest {

    /** The State Council's arrangements of 2025 and 2026, and what follows from the same rules later. */
    @ParameterizedTest
    @CsvSource({
        "cn, 2025-01-28, 8", // Spring Festival
        "cn, 2025-10-01, 8", // Golden Week with Mid-Autumn in it
        "cn, 2026-02-16, 8",
        "cn, 2026-05-01, 5",
        "cn, 2026-10-01, 7",
        "cn, 2027-02-05, 8",
        "cn, 2028-10-01, 8",
        "cn, 2040-02-11, 8",
        "ru, 2027-01-04, 6",
        "ru, 2026-11-04, 1"
    })
    void daysInARowAreFree(String country, LocalDate first, int days) {
        BusinessDays.Calendar calendar = PublicHolidays.of(country).orElseThrow();
        assertThat(first.datesUntil(first.plusDays(days))).allMatch(calendar::isHoliday);
        assertThat(calendar.isHoliday(first.minusDays(1))).isFalse();
        assertThat(calendar.isHoliday(first.plusDays(days))).isFalse();
    }

    /** Of a single day on a weekend people have the Monday. */
    @ParameterizedTest
    @CsvSource({"cn, 2026-04-06", "cn, 2028-01-03", "ru, 2026-03-09"})
    void aWeekendIsMadeUpFor(String country, LocalDate monday) {
        assertThat(PublicHolidays.of(country).orElseThrow().isHoliday(monday)).isTrue();
    }

    @Test
    void partsOfACountryHaveTheirOwn() {
        LocalDate epiphany = LocalDate.of(2027, 1, 6);
        assertThat(PublicHolidays.of("de").orElseThrow().isHoliday(epiphany)).isFalse();
        assertThat(PublicHolidays.of("de-by").orElseThrow().isHoliday(epiphany)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xx", "CN", "china", "de-", "de-zz", "cn-bj", "../cn"})
    void knowsNoOther(String code) {
        assertThat(PublicHolidays.of(code)).isEmpty();
    }

    @Test
    void itIsTheSameForTheSameCodeSoThatSweepsTellMarketsApart() {
        assertThat(PublicHolidays.of("ru")).isEqualTo(PublicHolidays.of("ru"));
        assertThat(Documents.policy("lamoda").businessDays())
                .isEqualTo(Documents.policy("eldorado").businessDays());
    }

    /** Fault 25: Golden Week is no time to work in. */
    @Test
    void theEscrowMarketDoesNotWorkInGoldenWeek() {
        BusinessDays days = Documents.policy("aliexpress").businessDays();
        Instant wednesday = Instant.parse("2026-09-30T04:00:00Z");
        assertThat(days.plus(wednesday, 1)).isEqualTo("2026-10-08T04:00:00Z");
        assertThat(days.between(wednesday, wednesday.plusSeconds(8 * 86_400L))).isEqualTo(1);
    }

    /** The lists of codes are told at start when one is wrong. */
    @Test
    void listsItsCodesInSmallLetters() {
        assertThat(PublicHolidays.codes())
                .contains("cn", "ru", "de", "us")
                .allMatch(code -> code.matches("[a-z0-9_]+"));
    }
}
