package dev.countermand.dispute.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.dispute.state.DisputedUnits.Part;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** P2: the units that a dispute is about, by parcel. */
class DisputedUnitsTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final DisputedUnits BOTH =
            new DisputedUnits(List.of(new Part(FIRST, Map.of(1, 2)), new Part(SECOND, Map.of(1, 1, 2, 3))));

    @Test
    void addsUpWhatIsInItsParcels() {
        assertThat(BOTH.units()).isEqualTo(Map.of(1, 3, 2, 3));
        assertThat(BOTH.shipments()).containsExactly(FIRST, SECOND);
        assertThat(BOTH.byShipment()).isEqualTo(Map.of(FIRST, Map.of(1, 2), SECOND, Map.of(1, 1, 2, 3)));
    }

    /** A15: a scan of one parcel leaves the others. */
    @Test
    void aParcelIsTakenOut() {
        assertThat(BOTH.without(FIRST).units()).isEqualTo(Map.of(1, 1, 2, 3));
        assertThat(BOTH.in(FIRST).units()).isEqualTo(Map.of(1, 2));
        assertThat(BOTH.without(FIRST).without(SECOND).isEmpty()).isTrue();
    }

    /** A19: the units named come from the first parcels that have them, and never more than those have. */
    @Test
    void isNarrowedToTheUnitsNamed() {
        assertThat(BOTH.narrowedTo(Map.of(1, 3)).byShipment())
                .isEqualTo(Map.of(FIRST, Map.of(1, 2), SECOND, Map.of(1, 1)));
        assertThat(BOTH.narrowedTo(Map.of(1, 1)).shipments()).containsExactly(FIRST);
        assertThat(BOTH.narrowedTo(Map.of(2, 9)).units()).isEqualTo(Map.of(2, 3));
        assertThat(BOTH.narrowedTo(Map.of()).isEmpty()).isTrue();
    }

    /** L3: what was handed over in no parcel belongs to it, too, and leaves only as far as it is still there. */
    @Test
    void isFilledUpWithWhatIsInNoParcel() {
        DisputedUnits filled = BOTH.filledUpTo(Map.of(1, 4, 2, 3));
        assertThat(filled.units()).isEqualTo(Map.of(1, 4, 2, 3));
        assertThat(filled.inNoParcel(Map.of(1, 4))).isEqualTo(Map.of(1, 1));
        assertThat(filled.inNoParcel(Map.of(2, 3))).isEmpty();
        assertThat(BOTH.filledUpTo(BOTH.units())).isEqualTo(BOTH);
    }
}
