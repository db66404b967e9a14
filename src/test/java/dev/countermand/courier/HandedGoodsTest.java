package dev.countermand.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countermand.kernel.RefusedException;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.units.LineUnits;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** P2: a hand-over is about parcels, or about what the shop's own courier had without one, and about nothing else. */
class HandedGoodsTest {

    private static final Policy POST = Documents.policy("cod-post");
    private static final Policy TRY_ON = Documents.policy("lamoda");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @Test
    void withoutANameItIsWhatIsThereAndNotWhatIsOpen() {
        HandedGoods goods =
                about(Orders.parted(TRY_ON, 1, 1, 0, 0), null, null, parcel(FIRST, ParcelState.DECLARED, 1));
        assertThat(goods.units()).isEqualTo(Map.of(1, 1));
        assertThat(goods.open()).isEmpty();
    }

    /** L2: the shop's own couriers also bring what nobody has declared; the post does not. */
    @Test
    void whereThereIsNoParcelTheOwnCourierHasAllThatIsOpen() {
        assertThat(about(Orders.parted(TRY_ON, 2, 0, 0, 0), null, null).open()).isEqualTo(Map.of(1, 2));
        assertThat(refusal(Orders.parted(POST, 2, 0, 0, 0), null, null)).startsWith("NOTHING_TO_HAND_OVER");
    }

    @Test
    void whatIsDeliveredCameBackOrIsLostMeetsNobody() {
        Order order = Orders.parted(POST, 0, 1, 2, 1);
        HandedGoods goods = about(
                order,
                null,
                null,
                parcel(FIRST, ParcelState.DELIVERED, 1),
                parcel(SECOND, ParcelState.ACCEPTED, 1),
                parcel(new UUID(0, 3), ParcelState.RETURNED, 1),
                parcel(new UUID(0, 4), ParcelState.LOST, 1));
        assertThat(goods.parcels()).extracting(Parcel::id).containsExactly(SECOND);
    }

    @Test
    void aNamedParcelIsThatOneAlone() {
        Order order = Orders.parted(POST, 1, 0, 2, 0);
        Parcel[] both = {parcel(FIRST, ParcelState.ACCEPTED, 1), parcel(SECOND, ParcelState.ACCEPTED, 1)};
        assertThat(about(order, SECOND, null, both).parcels())
                .extracting(Parcel::id)
                .containsExactly(SECOND);
        assertThat(refusal(order, new UUID(0, 9), null, both)).contains("shipmentId is not a shipment");
        assertThat(refusal(order, SECOND, List.of(new LineUnits(1, 1)), both)).contains("lines must be left out");
        assertThat(refusal(order, FIRST, null, parcel(FIRST, ParcelState.DELIVERED, 1)))
                .startsWith("NOT_TO_HAND_OVER");
    }

    /** Units of a line are alike, and a parcel is not torn apart. */
    @Test
    void namedUnitsAreThoseOfWholeParcels() {
        Order order = Orders.parted(POST, 1, 2, 1, 0);
        Parcel[] both = {parcel(FIRST, ParcelState.DECLARED, 2), parcel(SECOND, ParcelState.ACCEPTED, 1)};
        assertThat(about(order, null, units(1), both).parcels())
                .extracting(Parcel::id)
                .containsExactly(SECOND);
        assertThat(about(order, null, units(3), both).parcels()).hasSize(2);
        assertThat(refusal(order, null, units(2), both)).startsWith("WHOLE_PARCELS");
        assertThat(refusal(order, null, units(4), both)).startsWith("UNITS_NOT_AVAILABLE");
    }

    @Test
    void whatFillsNoParcelIsWithTheOwnCourierWithoutOne() {
        Order order = Orders.parted(TRY_ON, 2, 1, 0, 0);
        HandedGoods goods = about(order, null, units(2), parcel(FIRST, ParcelState.DECLARED, 1));
        assertThat(goods.parcels()).hasSize(1);
        assertThat(goods.open()).isEqualTo(Map.of(1, 1));
    }

    /** L2: of what was tried on some is refused; the rest is handed over. */
    @Test
    void whatIsRefusedIsTakenOutOfItsParcel() {
        Order order = Orders.parted(TRY_ON, 0, 3, 0, 0);
        HandedGoods goods = about(
                order, null, null, parcel(FIRST, ParcelState.DECLARED, 1), parcel(SECOND, ParcelState.DECLARED, 2));
        assertThat(goods.inParcels(Map.of(1, 2))).isEqualTo(Map.of(FIRST, Map.of(1, 1), SECOND, Map.of(1, 1)));
        assertThat(goods.without(Map.of(1, 2)).parcels()).extracting(Parcel::id).containsExactly(SECOND);
        assertThat(goods.without(Map.of(1, 3)).parcels()).isEmpty();
    }

    private static List<LineUnits> units(int quantity) {
        return List.of(new LineUnits(1, quantity));
    }

    private static Parcel parcel(UUID id, ParcelState state, int units) {
        return new Parcel(id, Map.of(1, units), false, state, Orders.PLACED_AT, Orders.PLACED_AT, false);
    }

    private static HandedGoods about(
            Order order, @Nullable UUID parcel, @Nullable List<LineUnits> lines, Parcel... parcels) {
        HandOver request = new HandOver(
                HandOverOutcome.ACCEPTED, new HandOver.About(parcel, lines), null, null, null, null, null, null, null);
        return HandedGoods.of(order, List.of(parcels), request);
    }

    private static String refusal(
            Order order, @Nullable UUID parcel, @Nullable List<LineUnits> lines, Parcel... parcels) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> about(order, parcel, lines, parcels));
        assertThat(refused).isNotNull();
        return refused.refusal().code() + ": " + refused.refusal().detail();
    }
}
