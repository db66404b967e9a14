package dev.countermand.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.units.OrderLine;
import dev.countermand.tracking.event.CarrierStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** P1: which units are in which parcel, once some have left the order. */
class ParcelUnitsTest {

    private static final Instant DAY = Instant.parse("2029-03-05T10:00:00Z");

    @Test
    void whatNoCarrierHasLeavesFirst() {
        ShipmentRow accepted = row(1, DAY, null);
        ShipmentRow declared = row(2, null, null);
        List<Parcel> parcels = settled(
                List.of(accepted, declared), List.of(line(accepted, 1, 2), line(declared, 1, 2)), shipped(1, 2));
        assertThat(parcels).extracting(Parcel::units).containsExactly(Map.of(1, 2), Map.of());
    }

    @Test
    void whatCameBackLeavesBeforeWhatIsOnItsWay() {
        ShipmentRow back = row(1, DAY, null);
        back.lastStatus = CarrierStatus.RETURNED.name();
        ShipmentRow onItsWay = row(2, DAY, null);
        List<Parcel> parcels =
                settled(List.of(back, onItsWay), List.of(line(back, 1, 1), line(onItsWay, 1, 1)), shipped(1, 1));
        assertThat(parcels).extracting(Parcel::holds).containsExactly(false, true);
    }

    @Test
    void ofAlikeParcelsTheOneDeclaredLast() {
        ShipmentRow first = row(1, null, null);
        ShipmentRow second = row(2, null, null);
        List<Parcel> parcels =
                settled(List.of(first, second), List.of(line(first, 1, 1), line(second, 1, 1)), shipped(1, 1));
        assertThat(parcels).extracting(Parcel::holds).containsExactly(true, false);
    }

    @Test
    void aParcelOfWhichNobodySaidWhatIsInItCounts() {
        assertThat(settled(List.of(row(1, null, null)), List.of(), shipped(1, 0)))
                .singleElement()
                .satisfies(parcel -> assertThat(parcel.holds()).isTrue());
    }

    /** Of what no parcel says that it is in it, the first that says nothing has all. */
    @Test
    void whatNobodySaidIsInTheFirstThatSaysNothing() {
        ShipmentRow told = row(1, DAY, null);
        List<Parcel> parcels =
                settled(List.of(told, row(2, DAY, null), row(3, DAY, null)), List.of(line(told, 1, 2)), shipped(1, 5));
        assertThat(parcels).extracting(Parcel::units).containsExactly(Map.of(1, 2), Map.of(1, 3), Map.of());
    }

    /** However units leave, parcels hold what the order has in parcels, and a second look changes nothing. */
    @Test
    void parcelsHoldWhatTheOrderHasInThem() {
        Random random = new Random(12);
        for (int round = 0; round < 10_000; round++) {
            List<ShipmentRow> rows = new ArrayList<>();
            List<ShipmentLineRow> lines = new ArrayList<>();
            int sent = 0;
            for (int i = 1; i <= 1 + random.nextInt(3); i++) {
                ShipmentRow row = row(i, random.nextBoolean() ? DAY : null, null);
                row.deliveredAt = row.acceptedAt != null && random.nextBoolean() ? DAY : null;
                int units = 1 + random.nextInt(3);
                sent += units;
                rows.add(row);
                lines.add(line(row, 1, units));
            }
            int left = random.nextInt(sent + 1);
            ParcelUnits units = new ParcelUnits(rows, lines).settle(shipped(1, left));
            List<Parcel> once = units.parcels();
            assertThat(once.stream()
                            .mapToInt(parcel -> parcel.units().getOrDefault(1, 0))
                            .sum())
                    .isEqualTo(left);
            assertThat(units.settle(shipped(1, left)).parcels()).isEqualTo(once);
        }
    }

    private static List<Parcel> settled(List<ShipmentRow> rows, List<ShipmentLineRow> lines, List<OrderLine> order) {
        return new ParcelUnits(rows, lines).settle(order).parcels();
    }

    private static List<OrderLine> shipped(int line, int units) {
        Money price = new Money(100, Currency.getInstance("EUR"));
        return List.of(new OrderLine(line, "MUG", null, 9, price, false, 0, units));
    }

    private static ShipmentRow row(int number, @Nullable Instant acceptedAt, @Nullable Instant deliveredAt) {
        ShipmentRow row = new ShipmentRow();
        row.id = new UUID(0, number);
        row.acceptedAt = acceptedAt;
        row.deliveredAt = deliveredAt;
        return row;
    }

    private static ShipmentLineRow line(ShipmentRow row, int line, int quantity) {
        ShipmentLineRow of = new ShipmentLineRow();
        of.shipmentId = row.id;
        of.line = line;
        of.quantity = quantity;
        return of;
    }
}
