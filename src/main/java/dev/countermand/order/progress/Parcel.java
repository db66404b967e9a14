package dev.countermand.order.progress;

import dev.countermand.order.state.OrderStatus;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parcel of an order, with the units that are still its.
 *
 * @param units by line, counted from 1, as far as is known; those that have left the order are in no parcel any more
 * @param unknown nobody has said what is in it: it counts as long as the order goes on
 * @param acceptedAt by the carrier (A14)
 * @param deliveredAt to the buyer
 * @param asked a person has it before them, who has not answered yet (P5, P6)
 */
public record Parcel(
        UUID id,
        Map<Integer, Integer> units,
        boolean unknown,
        ParcelState state,
        @Nullable Instant acceptedAt,
        @Nullable Instant deliveredAt,
        boolean asked) {

    public Parcel {
        units = Map.copyOf(units);
    }

    /** Whether the order still has something in it. */
    public boolean holds() {
        return state != ParcelState.REPLACED && state != ParcelState.VOID && (unknown || !units.isEmpty());
    }

    /** Nothing is known of what was in it, and it will not come: where other parcels tell of the order, this one does not. */
    boolean saysNothing() {
        return unknown && units.isEmpty() && (state == ParcelState.RETURNED || state == ParcelState.LOST);
    }

    /**
     * Its state as the order has it: whoever has confirmed receipt, or was handed the goods, has what was on its way,
     * whatever a carrier says (A18, L2).
     */
    public ParcelState stateIn(OrderStatus order) {
        boolean arrived = order == OrderStatus.DELIVERED || order == OrderStatus.COMPLETED;
        return arrived && holds() && state.underWay() ? ParcelState.DELIVERED : state;
    }
}
