package dev.countermand.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static Deadline due(String order, int seconds) {
        return new Deadline(
                order, new UUID(0, seconds), DeadlineKind.CLOSE_UNPAID, order, NOON.plusSeconds(seconds), null, 0);
    }

    @Test
    void deadlinesOfOneOrderComeOneAfterTheOtherAndOthersTogether() {
        Deadline first = due("a", 1);
        Deadline second = due("a", 2);
        Deadline third = due("a", 3);
        Deadline other = due("b", 4);
        assertThat(Rounds.of(List.of(first, second, third, other)))
                .containsExactly(List.of(first, other), List.of(second), List.of(third));
        assertThat(Rounds.of(List.of())).isEmpty();
    }

    @Test
    void chunksKeepTheOrderAndTheLastIsWhatIsLeft() {
        List<Deadline> due = List.of(due("a", 1), due("b", 2), due("c", 3), due("d", 4), due("e", 5));
        assertThat(Rounds.chunks(due, 2)).containsExactly(due.subList(0, 2), due.subList(2, 4), due.subList(4, 5));
        assertThat(Rounds.chunks(due, 5)).containsExactly(due);
        assertThat(Rounds.chunks(List.of(), 5)).isEmpty();
    }
}
