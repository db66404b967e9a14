package dev.countermand.dispute.state;

import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import org.jspecify.annotations.Nullable;

/** The most that can be given back because of units that are disputed: what was paid for them and is still there (A19, A20). Pure. */
public final class DisputeWorth {

    private DisputeWorth() {}

    /**
     * Where all of the buyer's money that is left is there.
     *
     * @param about the units, which stay or go; null where it is about money alone
     */
    public static Money most(Order order, DisputeKind kind, @Nullable DisputedUnits about) {
        return most(order, kind, about, order.refundable());
    }

    /** The same where so much of the buyer's money is there. */
    public static Money most(Order order, DisputeKind kind, @Nullable DisputedUnits about, Money there) {
        if (about == null || order.isEverything(about.units())) {
            return there;
        }
        Money worth =
                kind == DisputeKind.REFUND_ONLY ? order.worthOfStaying(about.units()) : order.worthOf(about.units());
        return worth.min(there);
    }

    /** A19, A20: whether so much, wanted or offered before, can still be given back; a minor unit more is rounding. */
    public static boolean isThere(Order order, DisputeKind kind, @Nullable DisputedUnits about, Money amount) {
        Money most = most(order, kind, about);
        Money rounding = about == null ? Money.zero(most.currency()) : order.rounding(about.units());
        return amount.compareTo(most.plus(rounding).min(order.refundable())) <= 0;
    }
}
