package dev.countermand.fraud.sweep;

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
            assertThat(declared).isBeforeOrEqualTo(times.latest(due));
            assertThat(spans(due)).as("declared %s, due %s", declared, due).anyMatch(span -> within(declared, span));
            assertThat(spans(dueInSilence))
                    .as("declared %s, due in silence %s", declared, dueInSilence)
                    .anyMatch(span -> within(declared, span));
        }
    }

    private List<WaitingTimes.Span> spans(Instant due) {
        return times.ended(due.minusSeconds(1), due, SILENT);
    }

    private static boolean within(Instant declared, WaitingTimes.Span span) {
        return !declared.isBefore(span.first()) && !declared.isAfter(span.last());
    }

    /** It is not much more than that, also after a weekend. */
    @Test
    void theTimesThatAreLookedAtAreNarrow() {
        WaitingTimes one = new WaitingTimes(new TreeSet<>(Set.of(2)), List.of(BERLIN));
        Instant wednesday = Instant.parse("2026-05-20T12:00:00Z");
        assertThat(one.ended(wednesday.minus(Duration.ofHours(1)), wednesday, Set.of()))
                .singleElement()
                .satisfies(monday -> {
                    assertThat(monday.first()).isBetween("2026-05-18T10:59:59Z", "2026-05-18T11:00:00Z");
                    assertThat(monday.last()).isBetween("2026-05-18T12:00:00Z", "2026-05-18T12:00:01Z");
                });
        // Of Friday, Saturday and Sunday an hour each, and over night the rest of one and the beginning of the other.
        Instant tuesday = Instant.parse("2026-05-19T12:00:00Z");
        assertThat(one.ended(tuesday.minus(Duration.ofHours(1)), tuesday, Set.of()))
                .hasSize(3);
        assertThat(one.ended(wednesday.minus(Duration.ofDays(1)), wednesday, Set.of()))
                .hasSize(3)
                .last()
                .satisfies(span ->
                        assertThat(Duration.between(span.first(), span.last())).isLessThan(Duration.ofHours(37)));
    }

    private static Set<LocalDate> silent(BusinessDays days) {
        Set<LocalDate> free = new HashSet<>(days.holidays());
        free.addAll(SILENT);
        return free;
    }
}
