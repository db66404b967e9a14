package dev.countermand.order.progress;

import dev.countermand.order.units.UnitCounts;
import java.util.List;
import java.util.Map;

/**
 * P1, P2: which of the units in parcels are more than declared, in units by line.
 *
 * @param accepted those that a carrier has taken over, whatever became of them since: they are not cancelled (A14)
 * @param delivered of those, the ones that were delivered
 */
public record Carried(Map<Integer, Integer> accepted, Map<Integer, Integer> delivered) {

    public Carried {
        accepted = Map.copyOf(accepted);
        delivered = Map.copyOf(delivered);
    }

    /**
     * Pure. Of a parcel of which nobody has said what is in it, once a carrier has it, everything could be.
     *
     * @param shipped units of the order in parcels, by line
     */
    public static Carried of(List<Parcel> parcels, Map<Integer, Integer> shipped) {
        return new Carried(
                UnitCounts.sum(parcels.stream()
                        .filter(parcel -> isWithCarrier(parcel.state()))
                        .map(parcel -> parcel.unknown() ? shipped : parcel.units())),
                UnitCounts.sum(parcels.stream()
                        .filter(parcel -> parcel.state() == ParcelState.DELIVERED)
                        .map(Parcel::units)));
    }

    private static boolean isWithCarrier(ParcelState state) {
        return switch (state) {
            case DECLARED, REPLACED, VOID -> false;
            case ACCEPTED, DELIVERED, RETURNED, LOST -> true;
        };
    }
}
