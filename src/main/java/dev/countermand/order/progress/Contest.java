package dev.countermand.order.progress;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an open request has of parcels that are declared, and that no carrier has: the carrier decides about it (A4, A13).
 *
 * @param units contested, by line; none when no request is open, or all of it waits for the seller
 * @param named the parcel that the request is about, if it names one (P2)
 */
public record Contest(Map<Integer, Integer> units, @Nullable UUID named) {

    public static final Contest NONE = new Contest(Map.of(), null);

    public Contest {
        units = Map.copyOf(units);
    }

    /** Whether the carrier's acceptance of this parcel decides. Units of one line are alike: each parcel with some counts. */
    boolean about(Parcel parcel) {
        if (units.isEmpty() || parcel.state() != ParcelState.DECLARED) {
            return false;
        }
        return named == null
                ? parcel.unknown() || parcel.units().keySet().stream().anyMatch(units::containsKey)
                : named.equals(parcel.id());
    }
}
