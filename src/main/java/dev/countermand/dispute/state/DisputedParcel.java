package dev.countermand.dispute.state;

import dev.countermand.order.Order;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.tracking.event.ParcelNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A parcel as a dispute sees it.
 *
 * @param name as people call it: its carrier and number
 * @param units by line, those that the order still has in it
 * @param state as the order has it: whoever was handed the goods has what was on its way
 * @param declaredAt from when on waiting times run (A15)
 * @param own the shop's own couriers bring it, of whom no carrier tells (E1)
 */
public record DisputedParcel(
        UUID id, String name, Map<Integer, Integer> units, ParcelState state, Instant declaredAt, boolean own) {

    /** What the seller declared of a parcel. */
    public record Declared(ParcelNumber number, Instant at) {}

    public DisputedParcel {
        units = Map.copyOf(units);
    }

    /**
     * Those that the order still has something in. The first of which nobody has said what is in it has all the rest.
     *
     * @param parcels in the order of declaration
     * @param declared by parcel
     */
    public static List<DisputedParcel> of(Order order, List<Parcel> parcels, Map<UUID, Declared> declared) {
        Map<Integer, Integer> rest = UnitCounts.minus(
                order.onTheirWay(order.unitsLeft()),
                UnitCounts.sum(parcels.stream().map(Parcel::units)));
        List<DisputedParcel> all = new ArrayList<>();
        for (Parcel parcel : parcels) {
            Declared how = declared.get(parcel.id());
            if (how == null || !parcel.holds()) {
                continue;
            }
            Map<Integer, Integer> units = parcel.unknown() ? UnitCounts.plus(parcel.units(), rest) : parcel.units();
            if (parcel.unknown()) {
                rest = Map.of();
            }
            String carrier = how.number().carrier();
            all.add(new DisputedParcel(
                    parcel.id(),
                    carrier + " " + how.number().trackingNumber(),
                    units,
                    parcel.stateIn(order.status()),
                    how.at(),
                    carrier.equals(ParcelNumber.OWN_COURIER)));
        }
        return all;
    }

    /** A15, P5: no carrier has scanned it, and one would; or nothing is heard of it any more, whatever was once. */
    boolean unseen() {
        return state == ParcelState.LOST || (state == ParcelState.DECLARED && !own);
    }
}
