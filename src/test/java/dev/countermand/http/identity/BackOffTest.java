package dev.countermand.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

    private final BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Test
    void theFirstAttemptIsDueAtOnce() {
        assertThat(backOff.isDue(START)).isTrue();
    }

    @Test
    void eachWaitIsTwiceAsLongUpToTheLongest() {
        Instant now = START;
        List<Long> waits = new ArrayList<>();
        for (int attempt = 0; attempt < 6; attempt++) {
            Duration wait = backOff.failed(now);
            assertThat(backOff.isDue(now.plus(wait).minusMillis(1))).isFalse();
            now = now.plus(wait);
            assertThat(backOff.isDue(now)).isTrue();
            waits.add(wait.toSeconds());
        }
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }
}
