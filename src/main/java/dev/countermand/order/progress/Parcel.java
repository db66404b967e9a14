package dev.countermand.order.progress;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parcel of an order, with the units that are still its.
 *
 * @param units by line, counted from 1; those that have left the order are in no parcel any more
 * @param unknown nobody has said what is in it: it counts as long as the order goes on
 * @param acceptedAt by the carrier (A14)
 * @param deliveredAt to the buyer
 */
public record Parcel(
        UUID id,
        Map<Integer, Integer> units,
        boolean unknown,
        ParcelState state,
        @Nullable Instant acceptedAt,
        @Nullable Instant deliveredAt) {

    public Parcel {
        units = Map.copyOf(units);
    }

    /** Whether the order still has something in it. */
    public boolean holds() {
        return unknown || !units.isEmpty();
    }
}
