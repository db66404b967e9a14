package dev.countermand.order.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.order.Orders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** P1, P2: which units a carrier has, and which the buyer. */
class CarriedTest {

    private static final Instant AT = Orders.PLACED_AT;

    @Test
    void whatIsDeclaredIsWithNobody() {
        assertThat(Carried.of(List.of(parcel(ParcelState.DECLARED, Map.of(1, 2))), Map.of(1, 2)))
                .isEqualTo(new Carried(Map.of(), Map.of()));
    }

    @Test
    void parcelsAreAddedUp() {
        List<Parcel> parcels = List.of(
                parcel(ParcelState.DECLARED, Map.of(1, 1)),
                parcel(ParcelState.ACCEPTED, Map.of(1, 2)),
                parcel(ParcelState.RETURNED, Map.of(2, 1)),
                parcel(ParcelState.DELIVERED, Map.of(1, 1, 3, 4)));
        assertThat(Carried.of(parcels, Map.of(1, 4, 2, 1, 3, 4)))
                .isEqualTo(new Carried(Map.of(1, 3, 2, 1, 3, 4), Map.of(1, 1, 3, 4)));
    }

    /** Of a parcel of which nobody has said what is in it, once it is with a carrier, everything could be. */
    @Test
    void anUnknownParcelCouldHoldEverything() {
        Parcel unknown = new Parcel(UUID.randomUUID(), Map.of(), true, ParcelState.ACCEPTED, AT, null, false);
        assertThat(Carried.of(List.of(parcel(ParcelState.DECLARED, Map.of(1, 2)), unknown), Map.of(1, 2)))
                .isEqualTo(new Carried(Map.of(1, 2), Map.of()));
    }

    private static Parcel parcel(ParcelState state, Map<Integer, Integer> units) {
        @Nullable Instant accepted = state == ParcelState.DECLARED ? null : AT;
        @Nullable Instant delivered = state == ParcelState.DELIVERED ? AT : null;
        return new Parcel(UUID.randomUUID(), units, false, state, accepted, delivered, false);
    }
}
