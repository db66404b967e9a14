package dev.countermand.dispute.state;

import dev.countermand.kernel.Wait;
import dev.countermand.order.Order;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Whether a buyer can open a dispute now, and about which units (P2). */
public sealed interface DisputeOpening {

    /**
     * They can.
     *
     * @param about all that it fits
     */
    record Possible(DisputedUnits about) implements DisputeOpening {}

    /** Not in this state of the order and its parcels. */
    record NotNow(String code, String explanation) implements DisputeOpening {}

    /** Too early (A15). */
    record NotYet(Instant from) implements DisputeOpening {}

    /**
     * Pure. Whether a dispute is possible at all (frozen, one is open, nothing was shipped) the order has said before
     * ({@code OrderAction.OPEN_DISPUTE}); this says it of the kind, also where what it would be about was refunded already.
     *
     * @param parcels those that the order still has something in, in the order of declaration; one, where it was named
     * @param named whether it was
     */
    static DisputeOpening of(Order order, DisputeKind kind, List<DisputedParcel> parcels, boolean named, Instant now) {
        return switch (kind) {
            case NO_TRACKING_INFO -> paidFor(order, kind, noTracking(order, parcels, now), true);
            case RETURN_GOODS_AND_MONEY -> paidFor(order, kind, goodsBack(order, parcels, named), true);
            case REFUND_ONLY -> paidFor(order, kind, refund(order, parcels, named), named);
            // The law's goods go back whatever they cost (D1).
            case RETURN_BY_LAW -> goodsBack(order, parcels, named);
        };
    }

    /** @param units whether it is about these units, and not about money alone (A19) */
    private static DisputeOpening paidFor(Order order, DisputeKind kind, DisputeOpening opening, boolean units) {
        return opening instanceof Possible(DisputedUnits about)
                        && !DisputeWorth.most(order, kind, units ? about : null).isPositive()
                ? nothingToRefund(order)
                : opening;
    }

    /** A19, A20: nothing is left of what was paid, for the order or for what is disputed. */
    static NotNow nothingToRefund(Order order) {
        return new NotNow(
                "NOTHING_TO_REFUND",
                order.refundable().isPositive()
                        ? "Nothing is left to refund of what was paid for these units (A19)"
                        : "Everything paid has been refunded already (A19)");
    }

    /** A15: of each parcel by itself, whatever became of the others. */
    private static DisputeOpening noTracking(Order order, List<DisputedParcel> parcels, Instant now) {
        List<DisputedParcel> unseen =
                parcels.stream().filter(DisputedParcel::unseen).toList();
        if (unseen.isEmpty()) {
            boolean own = !parcels.isEmpty() && parcels.stream().allMatch(DisputedParcel::own);
            return own
                    ? new NotNow(
                            "OWN_DELIVERY",
                            "The shop's own couriers bring it, so no carrier reports on it; ask the shop when they come, or cancel the order (A15, E1)")
                    : new NotNow("CARRIER_ACCEPTED", "The carrier has the parcel: there is tracking information (A15)");
        }
        Wait wait = order.policy().shipping().noTrackingDisputeAfter();
        List<DisputedParcel> late = unseen.stream()
                .filter(parcel -> !now.isBefore(order.policy().after(parcel.declaredAt(), wait)))
                .toList();
        return late.isEmpty()
                ? new NotYet(unseen.stream()
                        .map(parcel -> order.policy().after(parcel.declaredAt(), wait))
                        .min(Comparator.naturalOrder())
                        .orElseThrow())
                : new Possible(DisputedUnits.of(late));
    }

    /** A19: of what was delivered, also while the rest is still under way. */
    private static DisputeOpening goodsBack(Order order, List<DisputedParcel> parcels, boolean named) {
        List<DisputedParcel> there = order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.COMPLETED
                ? parcels
                : parcels.stream()
                        .filter(parcel -> parcel.state() == ParcelState.DELIVERED)
                        .toList();
        DisputedUnits about = withHandedOver(order, DisputedUnits.of(there), named);
        return about.isEmpty()
                ? new NotNow("NOT_DELIVERED", "Goods can be returned once they were delivered (A19, L3)")
                : new Possible(about);
    }

    private static DisputeOpening refund(Order order, List<DisputedParcel> parcels, boolean named) {
        List<DisputedParcel> there = parcels.stream()
                .filter(parcel -> parcel.state() != ParcelState.DECLARED || order.status() == OrderStatus.DELIVERED)
                .toList();
        DisputedUnits about = withHandedOver(order, DisputedUnits.of(there), named);
        return about.isEmpty() && order.status() != OrderStatus.IN_TRANSIT
                ? new NotNow(
                        "NOT_ACCEPTED_BY_CARRIER",
                        "No carrier has the parcel yet: the dispute for that is NO_TRACKING_INFO (A15)")
                : new Possible(about);
    }

    /** Where the order is with the buyer, all of it is, parcels or not. */
    private static DisputedUnits withHandedOver(Order order, DisputedUnits about, boolean named) {
        boolean handedOver = order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.COMPLETED;
        return handedOver && !named ? about.filledUpTo(order.unitsLeft()) : about;
    }
}
