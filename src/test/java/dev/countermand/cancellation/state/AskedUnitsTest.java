package dev.countermand.cancellation.state;

import static dev.countermand.cancellation.state.CancellationStatus.APPROVED;
import static dev.countermand.cancellation.state.CancellationStatus.CONTESTED;
import static dev.countermand.cancellation.state.CancellationStatus.PENDING;
import static dev.countermand.cancellation.state.CancellationStatus.REFUSED;
import static dev.countermand.cancellation.state.CancellationStatus.TOO_LATE;
import static dev.countermand.cancellation.state.CancellationStatus.UPHELD;
import static dev.countermand.cancellation.state.CancellationStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.cancellation.state.AskedUnits.Part;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A4, A13, P2: the parts of a request go their own way, and no unit is lost or doubled. */
class AskedUnitsTest {

    private static final int WALKS = 2_000;
    private static final int STEPS = 12;

    /** A4: what is open is pending, what is declared is contested. */
    @Test
    void aRequestAboutBothIsPendingForOneAndContestedForTheOther() {
        AskedUnits asked = AskedUnits.ask(Map.of(1, 3, 2, 1), Map.of(1, 2));
        assertThat(asked.parts())
                .containsExactly(new Part(1, PENDING, 2), new Part(1, CONTESTED, 1), new Part(2, CONTESTED, 1));
        assertThat(asked.status()).contains(PENDING);
    }

    /** Units of a line are alike: as long as enough is open, a declaration touches nothing. */
    @Test
    void aParcelWithOtherUnitsTouchesNothing() {
        AskedUnits asked = AskedUnits.ask(Map.of(1, 1), Map.of(1, 3));
        assertThat(asked.declared(Map.of(1, 1))).isEqualTo(asked);
        assertThat(asked.declared(Map.of())).isEqualTo(AskedUnits.all(CONTESTED, Map.of(1, 1)));
    }

    /** A14: what the carrier has is too late; the rest goes on. */
    @Test
    void acceptanceTakesOnlyWhatTheCarrierHas() {
        AskedUnits asked = AskedUnits.ask(Map.of(1, 3), Map.of(1, 1));
        AskedUnits later = asked.accepted(Map.of(1, 1));
        assertThat(later.parts())
                .containsExactlyInAnyOrder(
                        new Part(1, PENDING, 1), new Part(1, CONTESTED, 1), new Part(1, TOO_LATE, 1));
        assertThat(later.status()).contains(PENDING);
        assertThat(later.accepted(Map.of()).move(PENDING, REFUSED).status()).isEmpty();
    }

    /** What was decided before the end stays as it was decided. */
    @Test
    void theEndIsAboutWhatIsUndecided() {
        AskedUnits asked = AskedUnits.ask(Map.of(1, 3), Map.of(1, 1)).accepted(Map.of(1, 1));
        assertThat(asked.end(WITHDRAWN).parts())
                .containsExactlyInAnyOrder(new Part(1, WITHDRAWN, 2), new Part(1, TOO_LATE, 1));
        assertThat(asked.move(PENDING, APPROVED).partlyGranted()).isTrue();
        assertThat(asked.partlyGranted()).isFalse();
    }

    /** P2: what has left the order by another way is not asked for twice. */
    @Test
    void whatHasLeftByAnotherWayIsUpheld() {
        AskedUnits asked = AskedUnits.ask(Map.of(1, 3), Map.of(1, 1));
        assertThat(asked.left(Map.of(1, 1), Map.of(1, 2))).isEqualTo(asked);
        assertThat(asked.left(Map.of(1, 1), Map.of(1, 1)).parts())
                .containsExactlyInAnyOrder(new Part(1, PENDING, 1), new Part(1, CONTESTED, 1), new Part(1, UPHELD, 1));
        assertThat(asked.left(Map.of(), Map.of()).status()).isEmpty();
    }

    @Test
    void isKeptAndReadAgain() {
        AskedUnitsColumn column = new AskedUnitsColumn();
        AskedUnits asked = AskedUnits.ask(Map.of(1, 3, 2, 1), Map.of(1, 2)).accepted(Map.of());
        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(asked)))
                .isEqualTo(asked);
        assertThat(column.convertToDatabaseColumn(AskedUnits.all(PENDING, Map.of(1, 2))))
                .isEqualTo("[{\"line\":1,\"status\":\"PENDING\",\"quantity\":2}]");
        assertThat(column.convertToDatabaseColumn(null)).isNull();
    }

    /** Whatever happens in whatever order: no unit is lost, none doubled, and nobody decides twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 2026, -5})
    void noUnitIsLostOrDoubled(long seed) {
        Random random = new Random(seed);
        for (int walk = 0; walk < WALKS; walk++) {
            Map<Integer, Integer> units = some(random);
            AskedUnits asked = AskedUnits.ask(units, some(random));
            for (int step = 0; step < STEPS; step++) {
                AskedUnits next = happens(random, asked);
                assertThat(sum(next))
                        .as("seed %s, walk %s: %s", seed, walk, asked)
                        .isEqualTo(units);
                for (CancellationStatus decided : CancellationStatus.values()) {
                    if (!decided.open()) {
                        int before = total(asked.in(decided));
                        assertThat(total(next.in(decided))).isGreaterThanOrEqualTo(before);
                    }
                }
                assertThat(next.status().isEmpty()).isEqualTo(next.undecided().isEmpty());
                asked = next;
            }
        }
    }

    /** A13: the carrier never had them: as many as are declared, beside those that are contested, are contested again. */
    @Test
    void whatNoCarrierEverHadIsContestedAgain() {
        AskedUnits late =
                AskedUnits.of(List.of(new Part(1, PENDING, 1), new Part(1, CONTESTED, 1), new Part(1, TOO_LATE, 2)));
        assertThat(late.contestedAgain(Map.of(1, 3)).parts())
                .containsExactlyInAnyOrder(new Part(1, PENDING, 1), new Part(1, CONTESTED, 3));
        assertThat(late.contestedAgain(Map.of(1, 2)).parts())
                .containsExactlyInAnyOrder(
                        new Part(1, PENDING, 1), new Part(1, CONTESTED, 2), new Part(1, TOO_LATE, 1));
        assertThat(late.contestedAgain(Map.of(1, 1))).isEqualTo(late);
        assertThat(late.contestedAgain(Map.of())).isEqualTo(late);
    }

    private static AskedUnits happens(Random random, AskedUnits asked) {
        return switch (random.nextInt(5)) {
            case 0 -> asked.declared(some(random));
            case 1 -> asked.accepted(some(random));
            case 2 -> asked.move(PENDING, REFUSED);
            case 3 -> asked.move(CONTESTED, TOO_LATE);
            default -> random.nextInt(6) == 0 ? asked.end(APPROVED) : asked;
        };
    }

    private static Map<Integer, Integer> some(Random random) {
        Map<Integer, Integer> units = new TreeMap<>();
        for (int line = 1; line <= 3; line++) {
            int quantity = random.nextInt(4);
            if (quantity > 0) {
                units.put(line, quantity);
            }
        }
        return units;
    }

    private static Map<Integer, Integer> sum(AskedUnits asked) {
        Map<Integer, Integer> sum = new TreeMap<>();
        List<Part> parts = asked.parts();
        parts.forEach(part -> sum.merge(part.line(), part.quantity(), Integer::sum));
        return sum;
    }

    private static int total(Map<Integer, Integer> units) {
        return units.values().stream().mapToInt(Integer::intValue).sum();
    }
}
