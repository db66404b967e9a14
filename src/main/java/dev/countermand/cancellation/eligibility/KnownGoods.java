package dev.countermand.cancellation.eligibility;

import dev.countermand.cancellation.state.OpenRequest;
import dev.countermand.dispute.state.DisputedParcel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decides about an order's goods beside the order itself (P2).
 *
 * @param parcels those that the order still has something in, in the order of declaration
 * @param awaited units whose refund waits for them already, by line (D1)
 * @param request the open request with its dates; null where none is open, or they were not looked up
 */
public record KnownGoods(
        List<DisputedParcel> parcels,
        Map<Integer, Integer> awaited,
        @Nullable OpenRequest request) {

    public KnownGoods {
        parcels = List.copyOf(parcels);
        awaited = Map.copyOf(awaited);
    }

    /** Where nobody waits for goods, and no dates were looked up. */
    public static KnownGoods of(List<DisputedParcel> parcels) {
        return new KnownGoods(parcels, Map.of(), null);
    }

    /** The same with what is asked for. */
    public KnownGoods with(OpenRequest open) {
        return new KnownGoods(parcels, awaited, open);
    }
}
