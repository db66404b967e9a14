package dev.countermand.http.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much is kept of those who do something over and over. */
class MinuteBookTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void keepsSoManyOfACallerAndCountsTheRest() {
        MinuteBook book = new MinuteBook(3, 100);

        assertThat(admitted(book, "buyer-1", 10, NOW)).isEqualTo(3);
        assertThat(admitted(book, "buyer-2", 1, NOW)).isEqualTo(1);
        assertThat(book.close(NOW.plusSeconds(59))).isEmpty();
        assertThat(book.close(NOW.plusSeconds(60))).containsExactly(java.util.Map.entry("buyer-1", 7L));
        assertThat(admitted(book, "buyer-1", 1, NOW.plusSeconds(60))).isEqualTo(1);
    }

    @Test
    void allCallersTogetherFillNoMoreThanTheirPart() {
        MinuteBook book = new MinuteBook(3, 5);

        long kept = IntStream.range(0, 100)
                .mapToLong(i -> admitted(book, "buyer-" + i, 2, NOW))
                .sum();

        assertThat(kept).isEqualTo(5);
        assertThat(book.close(NOW.plus(MinuteBook.MINUTE)).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(195);
    }

    @Test
    void callersBeyondNumberAreCountedTogether() {
        MinuteBook book = new MinuteBook(1, Integer.MAX_VALUE);
        for (int i = 0; i < MinuteBook.MOST_CALLERS; i++) {
            assertThat(book.admits("buyer-" + i, NOW)).isTrue();
        }

        assertThat(admitted(book, "one more", 4, NOW)).isZero();
        assertThat(book.close(NOW.plus(MinuteBook.MINUTE))).containsExactly(java.util.Map.entry(MinuteBook.OTHERS, 4L));
    }

    @Test
    void noneIsNone() {
        assertThat(admitted(new MinuteBook(0, 100), "buyer-1", 5, NOW)).isZero();
    }

    private static long admitted(MinuteBook book, String caller, int times, Instant now) {
        return IntStream.range(0, times).filter(i -> book.admits(caller, now)).count();
    }
}
