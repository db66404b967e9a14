package dev.countermand.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    @Test
    void whatIsWrittenTogetherIsTheFirstOfEachOrderAndWhatIsLeftKeepsItsTurn() {
        List<String> waiting = new ArrayList<>(List.of("a1", "b1", "a2", "c1", "d1", "b2"));
        assertThat(next(waiting, 3)).containsExactly("a1", "b1", "c1");
        assertThat(waiting).containsExactly("a2", "d1", "b2");
        assertThat(next(waiting, 3)).containsExactly("a2", "d1", "b2");
        assertThat(next(waiting, 3)).isEmpty();
    }

    /** Whatever comes in whatever order: everything is taken once, no more at once than may be, an order's in its turn. */
    @Test
    void nothingIsLostOrTakenTwiceAndNoOrderIsTwiceInOneGo() {
        Random random = new Random(13);
        for (int round = 0; round < 1_000; round++) {
            List<String> all = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                all.add((char) ('a' + random.nextInt(8)) + Integer.toString(i));
            }
            int most = 1 + random.nextInt(9);
            List<String> waiting = new ArrayList<>(all);
            List<String> taken = new ArrayList<>();
            while (!waiting.isEmpty()) {
                List<String> go = next(waiting, most);
                assertThat(go).hasSizeBetween(1, most);
                assertThat(go.stream().map(RoundsTest::order)).doesNotHaveDuplicates();
                taken.addAll(go);
            }
            assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
            for (char order = 'a'; order <= 'h'; order++) {
                String one = String.valueOf(order);
                assertThat(taken.stream().filter(each -> order(each).equals(one)))
                        .containsExactlyElementsOf(all.stream()
                                .filter(each -> order(each).equals(one))
                                .toList());
            }
        }
    }

    private static List<String> next(List<String> waiting, int most) {
        return Rounds.next(waiting, most, RoundsTest::order);
    }

    private static String order(String thing) {
        return thing.substring(0, 1);
    }
}
