package dev.countermand.dispute.state;

import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a buyer can open a dispute now, and for how much. */
public sealed interface DisputeOpening {

    /**
     * They can.
     *
     * @param amount what they get if they are right
     */
    record Possible(Money amount) implements DisputeOpening {}

    /** Not in this state of the order. */
    record NotNow(String code, String explanation) implements DisputeOpening {}

    /** Too early (A15). */
    record NotYet(Instant from) implements DisputeOpening {}

    /** They want more than what was paid and not given back (A19, A20). */
    record TooMuch(Money refundable) implements DisputeOpening {}

    /**
     * Pure. Whether a dispute is possible at all (frozen, one is open, nothing was shipped) the order has said before
     * ({@code OrderAction.OPEN_DISPUTE}); this says it of the kind.
     *
     * @param wanted for REFUND_ONLY how much; null means all
     * @param ownCouriers only the shop's own couriers bring it, of whom no carrier tells
     */
    static DisputeOpening of(Order order, DisputeKind kind, @Nullable Money wanted, boolean ownCouriers, Instant now) {
        Money refundable = order.refundable();
        DisputeOpening no = ofKind(order, kind, ownCouriers, now);
        if (no != null) {
            return no;
        }
        if (!refundable.isPositive()) {
            return new NotNow("NOTHING_TO_REFUND", "Everything paid has been refunded already (A19)");
        }
        if (wanted == null || kind != DisputeKind.REFUND_ONLY) {
            return new Possible(refundable);
        }
        return wanted.compareTo(refundable) > 0 ? new TooMuch(refundable) : new Possible(wanted);
    }

    /** P5: nothing is heard of all that is left of the order, so there is no tracking information, whatever there was once. */
    static DisputeOpening ofLost(Order order) {
        return order.refundable().isPositive()
                ? new Possible(order.refundable())
                : new NotNow("NOTHING_TO_REFUND", "Everything paid has been refunded already (A19)");
    }

    private static @Nullable DisputeOpening ofKind(Order order, DisputeKind kind, boolean ownCouriers, Instant now) {
        return switch (kind) {
            case NO_TRACKING_INFO ->
                ownCouriers
                        ? new NotNow(
                                "OWN_DELIVERY",
                                "The shop's own couriers bring it, so no carrier reports on it; ask the shop when they come, or cancel the order (A15, E1)")
                        : noTracking(order, now);
            case RETURN_GOODS_AND_MONEY ->
                order.status() == OrderStatus.DELIVERED
                        ? null
                        : new NotNow("NOT_DELIVERED", "Goods can be returned once they were delivered (A19, L3)");
            case REFUND_ONLY ->
                order.status() == OrderStatus.SHIPPED
                        ? new NotNow(
                                "NOT_ACCEPTED_BY_CARRIER",
                                "No carrier has the parcel yet: the dispute for that is NO_TRACKING_INFO (A15)")
                        : null;
        };
    }

    /** A15. */
    private static @Nullable DisputeOpening noTracking(Order order, Instant now) {
        Instant from = order.noTrackingFrom();
        if (from == null) {
            return new NotNow("CARRIER_ACCEPTED", "The carrier has the parcel: there is tracking information (A15)");
        }
        return now.isBefore(from) ? new NotYet(from) : null;
    }
}
