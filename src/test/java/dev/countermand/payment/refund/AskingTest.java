package dev.countermand.payment.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A22: providers are asked less often the longer nothing is new. */
class AskingTest {

    private static final Instant SINCE = Instant.parse("2026-03-03T10:00:00Z");

    private static final Asking ASKING = new Asking(Duration.ofMinutes(15), Duration.ofDays(1));

    @Test
    void doublesFromAQuarterOfAnHourToADay() {
        List<Duration> waits = new ArrayList<>();
        Instant now = SINCE;
        for (int i = 0; i < 10; i++) {
            Instant next = ASKING.next(SINCE, now);
            waits.add(Duration.between(now, next));
            now = next;
        }
        assertThat(waits)
                .containsExactly(
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofHours(4),
                        Duration.ofHours(8),
                        Duration.ofHours(16),
                        Duration.ofDays(1),
                        Duration.ofDays(1));
    }

    /** A step begins anew: what was just sent is asked about soon. */
    @Test
    void isSoonAfterSomethingNew() {
        Instant later = SINCE.plus(Duration.ofDays(30));
        assertThat(ASKING.next(later, later)).isEqualTo(later.plus(Duration.ofMinutes(15)));
        // Their clock may be ahead of ours.
        assertThat(ASKING.next(later.plusSeconds(5), later)).isEqualTo(later.plus(Duration.ofMinutes(15)));
    }

    @Test
    void neverShrinks() {
        assertThatThrownBy(() -> new Asking(Duration.ofDays(1), Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Asking(Duration.ZERO, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
