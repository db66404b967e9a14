package dev.countermand.order.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P2: units are added, taken away and compared line by line. */
class UnitCountsTest {

    private static final Map<Integer, Integer> NONE = Map.of();

    @Test
    void addsLineByLine() {
        assertThat(UnitCounts.plus(Map.of(1, 2, 2, 1), Map.of(2, 3, 3, 4))).isEqualTo(Map.of(1, 2, 2, 4, 3, 4));
        assertThat(UnitCounts.plus(NONE, NONE)).isEmpty();
    }

    @Test
    void addsUpAnyNumberOfParcels() {
        assertThat(UnitCounts.sum(Stream.of(Map.of(1, 2), Map.of(1, 1, 2, 1), NONE, Map.of(2, 5))))
                .isEqualTo(Map.of(1, 3, 2, 6));
        assertThat(UnitCounts.sum(Stream.of())).isEmpty();
    }

    @Test
    void takesAwayNoMoreThanThereIs() {
        assertThat(UnitCounts.minus(Map.of(1, 5, 2, 2, 3, 1), Map.of(1, 2, 2, 2, 3, 4)))
                .isEqualTo(Map.of(1, 3));
    }

    @Test
    void takesNothingFromLinesThatAreNotThere() {
        assertThat(UnitCounts.minus(Map.of(1, 1), Map.of(2, 1))).isEqualTo(Map.of(1, 1));
        assertThat(UnitCounts.minus(NONE, Map.of(1, 1))).isEmpty();
    }

    @Test
    void keepsWhatBothHave() {
        assertThat(UnitCounts.min(Map.of(1, 5, 2, 2, 3, 1), Map.of(1, 2, 2, 9, 4, 1)))
                .isEqualTo(Map.of(1, 2, 2, 2));
    }

    @Test
    void coversWhatIsNoMoreInAnyLine() {
        assertThat(UnitCounts.covers(Map.of(1, 2, 2, 1), Map.of(1, 2))).isTrue();
        assertThat(UnitCounts.covers(Map.of(1, 2, 2, 1), NONE)).isTrue();
        assertThat(UnitCounts.covers(Map.of(1, 2), Map.of(1, 3))).isFalse();
        assertThat(UnitCounts.covers(Map.of(1, 9), Map.of(2, 1))).isFalse();
    }

    @Test
    void countsUnitsOfAllLines() {
        assertThat(UnitCounts.total(Map.of(1, 2, 7, 3))).isEqualTo(5);
        assertThat(UnitCounts.total(NONE)).isZero();
    }

    @Test
    void leavesOutLinesOfWhichThereAreNone() {
        Map<Integer, Integer> none = Map.of(1, 0, 2, 1);
        assertThat(UnitCounts.plus(none, NONE)).isEqualTo(Map.of(2, 1));
        assertThat(UnitCounts.min(none, Map.of(1, 3, 2, 3))).isEqualTo(Map.of(2, 1));
        assertThat(UnitCounts.minus(none, NONE)).isEqualTo(Map.of(2, 1));
    }

    @Test
    void listsLinesInTheirOrderAndChangesNothingGiven() {
        Map<Integer, Integer> units = Map.of(9, 1, 3, 1, 5, 1);
        assertThat(UnitCounts.plus(units, Map.of(1, 1)).keySet()).containsExactly(1, 3, 5, 9);
        assertThat(UnitCounts.minus(units, Map.of(5, 1)).keySet()).containsExactly(3, 9);
        assertThat(units).isEqualTo(Map.of(9, 1, 3, 1, 5, 1));
    }
}
