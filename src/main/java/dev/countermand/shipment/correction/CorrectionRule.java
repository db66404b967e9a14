package dev.countermand.shipment.correction;

import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.WhyNot;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** P4: whether a parcel's number can still be put right, or another be proposed while the order is frozen. Pure. */
public final class CorrectionRule {

    /** Why not: a name for programs, and a sentence for people. */
    public record Why(String code, String detail) {}

    /**
     * What of a parcel decides.
     *
     * @param ownCourier brought by the shop's own couriers (E1)
     * @param settled nothing about it needs to be looked for any more
     */
    public record Parcel(boolean ownCourier, @Nullable Instant acceptedAt, boolean settled, NumberHistory numbers) {}

    private static final Set<OrderStatus> UNDER_WAY =
            EnumSet.of(OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT);

    private CorrectionRule() {}

    /** Whether the seller can put the number of one of these parcels right, or propose another for it. */
    public static boolean possible(Order order, List<Parcel> parcels) {
        return parcels.stream().anyMatch(parcel -> whyNot(order, parcel).isEmpty());
    }

    /** Why the seller cannot name another number; empty when they can. */
    public static Optional<Why> whyNot(Order order, Parcel parcel) {
        return tooLate(order, parcel).or(() -> usedUp(order, parcel.numbers()));
    }

    /** Why no other number can come into force any more, whoever wants it. */
    public static Optional<Why> tooLate(Order order, Parcel parcel) {
        if (!UNDER_WAY.contains(order.status())) {
            return no(
                    "ORDER_NOT_UNDER_WAY",
                    "The order is " + WhyNot.inWords(order.status()) + "; the number stays as it is (P4)");
        }
        if (parcel.ownCourier()) {
            return no(
                    "OWN_COURIER",
                    "The shop's own couriers bring this parcel: no carrier reports under its number (E1)");
        }
        if (parcel.acceptedAt() != null) {
            return no(
                    "CARRIER_ACCEPTED",
                    "The carrier accepted the parcel under this number on "
                            + Spoken.at(parcel.acceptedAt(), order.policy().timeZone())
                            + "; it could be put right only until then (P4)");
        }
        return parcel.settled()
                ? no("PARCEL_VOID", "Nothing of the order is in this parcel any more (A13)")
                : Optional.empty();
    }

    private static Optional<Why> usedUp(Order order, NumberHistory numbers) {
        int most = order.policy().shipping().numberCorrections();
        return numbers.left(most) > 0
                ? Optional.empty()
                : no(
                        "CORRECTIONS_USED_UP",
                        "In this market a number can be put right or proposed " + Spoken.count(most, "time")
                                + "; none is left (P4)");
    }

    private static Optional<Why> no(String code, String detail) {
        return Optional.of(new Why(code, detail));
    }
}
