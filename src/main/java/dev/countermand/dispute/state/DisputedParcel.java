package dev.countermand.dispute.state;

import dev.countermand.order.Order;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.Shipments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A parcel as a dispute sees it.
 *
 * @param units by line, those that the order still has in it
 * @param declaredAt from when on waiting times run (A15)
 * @param own the shop's own couriers bring it, of whom no carrier tells (E1)
 */
public record DisputedParcel(UUID id, Map<Integer, Integer> units, ParcelState state, Instant declaredAt, boolean own) {

    public DisputedParcel {
        units = Map.copyOf(units);
    }

    /** Those that the order still has something in. The first of which nobody has said what is in it has all the rest. */
    public static List<DisputedParcel> of(Order order, List<Parcel> parcels, List<Shipment> declared) {
        Map<UUID, Shipment> byId = declared.stream().collect(Collectors.toMap(Shipment::id, Function.identity()));
        Map<Integer, Integer> rest = UnitCounts.minus(
                order.onTheirWay(order.unitsLeft()),
                UnitCounts.sum(parcels.stream().map(Parcel::units)));
        List<DisputedParcel> all = new ArrayList<>();
        for (Parcel parcel : parcels) {
            Shipment shipment = byId.get(parcel.id());
            if (shipment == null || !parcel.holds()) {
                continue;
            }
            Map<Integer, Integer> units = parcel.unknown() ? rest : parcel.units();
            if (parcel.unknown()) {
                rest = Map.of();
            }
            all.add(new DisputedParcel(
                    parcel.id(),
                    units,
                    parcel.state(),
                    shipment.declaredAt(),
                    Shipments.OWN_COURIER.equals(shipment.carrier())));
        }
        return all;
    }

    /** A15, P5: no carrier has scanned it, and one would; or nothing is heard of it any more, whatever was once. */
    boolean unseen() {
        return state == ParcelState.LOST || (state == ParcelState.DECLARED && !own);
    }
}
