package dev.countermand.cancellation.eligibility;

import dev.countermand.dispute.state.DisputedParcel;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.DeliveredBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Parcels of orders, for pure tests of what is decided about them. */
public final class Goods {

    private Goods() {}

    /** What the order itself says that is declared, accepted and delivered, in a parcel each. */
    public static KnownGoods of(Order order) {
        List<DisputedParcel> parcels = new ArrayList<>();
        add(parcels, order, ParcelState.DECLARED, line -> line.shipped() - line.carried());
        add(parcels, order, ParcelState.ACCEPTED, line -> line.carried() - line.delivered());
        add(parcels, order, ParcelState.DELIVERED, OrderLine::delivered);
        return KnownGoods.of(parcels);
    }

    private static void add(
            List<DisputedParcel> parcels, Order order, ParcelState state, ToIntFunction<OrderLine> howMany) {
        Map<Integer, Integer> units = new TreeMap<>();
        for (OrderLine line : order.lines()) {
            int some = howMany.applyAsInt(line);
            if (some > 0) {
                units.put(line.line(), some);
            }
        }
        if (!units.isEmpty()) {
            parcels.add(parcel(
                    parcels.size() + 1,
                    units,
                    state,
                    Orders.PLACED_AT,
                    order.policy().shipping().deliveredBy() == DeliveredBy.OWN));
        }
    }

    /** One parcel, called by its number from 1. */
    public static DisputedParcel parcel(
            int no, Map<Integer, Integer> units, ParcelState state, Instant declaredAt, boolean own) {
        String carrier = own ? "own" : "ups";
        return new DisputedParcel(new UUID(0, no), carrier + " N" + no, units, state, declaredAt, own);
    }
}
