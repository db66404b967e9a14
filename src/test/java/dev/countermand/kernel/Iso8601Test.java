package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601Test {

    @Test
    void readsWhatTheContractWrites() {
        assertThat(Iso8601.instant("2026-01-31T12:00:00Z")).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(Iso8601.instant("2026-01-31t12:00:00.123456789+01:00"))
                .isEqualTo(Instant.parse("2026-01-31T11:00:00.123456789Z"));
        assertThat(Iso8601.instant("1970-01-01T00:00:00Z")).isEqualTo(Instant.EPOCH);
        assertThat(Iso8601.date("2999-12-31")).isEqualTo(LocalDate.of(2999, 12, 31));
        assertThat(Iso8601.duration("P3D")).isEqualTo(Duration.ofDays(3));
        assertThat(Iso8601.duration("P1DT2H3M4.5S"))
                .isEqualTo(Duration.ofDays(1).plusHours(2).plusMinutes(3).plusMillis(4_500));
        assertThat(Iso8601.duration("PT0S")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "20270429",
                "1807270877",
                "1807270877.5",
                "-1",
                "1e9",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00Z",
                "2026-01-31 12:00:00Z",
                "2026-01-31T12:00:00+01",
                "2026-01-31T12:00:00+0100",
                "2026-02-30T12:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:00:00,5Z",
                " 2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z\n",
                "2026-01-31T12:00:00Z[UTC]",
                "+12026-01-31T12:00:00Z",
                "1969-12-31T23:59:59Z",
                "3000-01-01T00:00:00Z",
                "2026-W05-6T12:00:00Z",
                "Sat, 31 Jan 2026 12:00:00 GMT",
                "now",
                "\u0662\u0660\u0662\u0666-01-31T12:00:00Z"
            })
    void nothingElseIsATime(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Iso8601.instant(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "20270429",
                "2029-01-01T22:00:00Z",
                "2029-01-01T00:00:00",
                "2029-1-1",
                "2029-02-29",
                "2029-01-01 ",
                "01.01.2029",
                "2029-001",
                "1969-12-31",
                "3000-01-01",
                "+2029-01-01"
            })
    void nothingElseIsADay(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Iso8601.date(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "86400",
                "86400.5",
                "P",
                "PT",
                "P1DT",
                "p3d",
                "P-3D",
                "-P3D",
                "+P3D",
                "PT-1H",
                "P1Y",
                "P1M",
                "P1W",
                "P1.5D",
                "3D",
                "PT1M1H",
                " P3D",
                "P3D ",
                "PT1,5S",
                "P99999999999999999999D"
            })
    void nothingElseIsADuration(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Iso8601.duration(text));
    }
}
