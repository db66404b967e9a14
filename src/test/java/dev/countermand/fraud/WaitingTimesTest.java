package dev.countermand.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.BusinessDays;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WaitingTimesTest {

    private static final BusinessDays BERLIN = new BusinessDays(
            ZoneId.of("Europe/Berlin"),
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            Set.of(LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6)));
    private static final BusinessDays SHANGHAI =
            new BusinessDays(ZoneId.of("Asia/Shanghai"), Set.of(DayOfWeek.SUNDAY), Set.of());
    private static final Set<LocalDate> SILENT = Set.of(LocalDate.of(2026, 4, 8), LocalDate.of(2026, 4, 9));

    private final WaitingTimes times = new WaitingTimes(new TreeSet<>(Set.of(2, 5)), List.of(BERLIN, SHANGHAI));

    /** F1: whatever comes due between two moments was declared in the time that is looked at. */
    @Test
    void whatComesDueWasDeclaredThen() {
        Random random = new Random(7);
        // Over the change of the clocks, Easter and two silent days.
        Instant spring = Instant.parse("2026-03-20T00:00:00Z");
        for (int i = 0; i < 20_000; i++) {
            Instant declared = spring.plusSeconds(random.nextInt(30 * 86_400));
            int wait = random.nextBoolean() ? 2 : 5;
            BusinessDays days = random.nextBoolean() ? BERLIN : SHANGHAI;
            Instant due = days.plus(declared, wait);
            Instant dueInSilence = new BusinessDays(days.zone(), days.weekend(), silent(days)).plus(declared, wait);
            assertThat(declared).isBeforeOrEqualTo(times.latest(due)).isBeforeOrEqualTo(times.latest(wait, due));
            assertThat(declared).isAfterOrEqualTo(times.earliest(wait, due.minusSeconds(1), SILENT));
            assertThat(declared).isAfterOrEqualTo(times.earliest(wait, dueInSilence.minusSeconds(1), SILENT));
        }
    }

    /** It is not much more than that: an ordinary day's is about a day. */
    @Test
    void theTimeThatIsLookedAtIsNarrow() {
        Instant wednesday = Instant.parse("2026-05-20T12:00:00Z");
        Instant before = wednesday.minus(Duration.ofHours(1));
        WaitingTimes one = new WaitingTimes(new TreeSet<>(Set.of(2)), List.of(BERLIN));
        assertThat(Duration.between(one.earliest(2, before, Set.of()), one.latest(2, wednesday)))
                .isLessThan(Duration.ofDays(2));
    }

    private static Set<LocalDate> silent(BusinessDays days) {
        Set<LocalDate> free = new HashSet<>(days.holidays());
        free.addAll(SILENT);
        return free;
    }
}
