package dev.countermand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpokenTest {

    private static final Instant MOMENT = Instant.parse("2026-01-31T22:05:59.123456Z");

    @Test
    void aTimeIsSaidToTheMinuteWithItsZone() {
        assertThat(Spoken.at(MOMENT)).isEqualTo("2026-01-31 22:05 UTC");
        assertThat(Spoken.at(MOMENT, ZoneId.of("Europe/Moscow"))).isEqualTo("2026-02-01 01:05 Europe/Moscow");
        assertThat(Spoken.at(MOMENT, ZoneId.of("UTC"))).isEqualTo("2026-01-31 22:05 UTC");
    }

    @Test
    void aDurationIsSaidInDays() {
        assertThat(Spoken.of(Duration.parse("PT168H"))).isEqualTo("7 days");
        assertThat(Spoken.of(Duration.ofHours(1))).isEqualTo("1 hour");
        assertThat(Spoken.of(Duration.ZERO)).isEqualTo("no time");
        assertThat(Spoken.of(Duration.ofMillis(500))).isEqualTo("less than a second");
    }

    @Test
    void aLengthIsSaidRoughly() {
        assertThat(Spoken.roughly(Duration.ofDays(3).plusHours(5))).isEqualTo("3 days");
        assertThat(Spoken.roughly(Duration.ofHours(-47))).isEqualTo("47 hours");
        assertThat(Spoken.roughly(Duration.ofMinutes(181).plusSeconds(9))).isEqualTo("3 hours and 1 minute");
        assertThat(Spoken.roughly(Duration.ofMinutes(5))).isEqualTo("5 minutes");
        assertThat(Spoken.roughly(Duration.ofSeconds(61))).isEqualTo("a minute");
        assertThat(Spoken.roughly(Duration.ofSeconds(59))).isEqualTo("less than a minute");
    }

    @Test
    void countsAndListsAreSaidAsPeopleDo() {
        assertThat(Spoken.count(1, "unit")).isEqualTo("1 unit");
        assertThat(Spoken.count(2, "unit")).isEqualTo("2 units");
        assertThat(Spoken.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
        assertThat(Spoken.valuesOf(Role.class)).startsWith("BUYER, ");
    }
}
