package dev.countermand.cancellation.eligibility;

import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.payment.charge.ChargeKind;
import dev.countermand.payment.charge.Charges.Charge;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.IncurredShipping;
import dev.countermand.policy.WithdrawalRight;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it costs buyers to cancel alone (C3, D4, E2): nothing, or a charge under the cause that is given. Asked before the units
 * leave the order. Pure.
 */
public final class CancellationCost {

    private CancellationCost() {}

    /** The same for units of which those that are in no parcel are taken first. */
    public static @Nullable Charge incurred(Order order, Map<Integer, Integer> units, String cause) {
        return incurred(order, units, order.onTheirWay(units), cause);
    }

    /**
     * E2: what was spent on goods that are on their way is not given back; nothing was on those that are not. A fee that
     * goes with the last unit was spent as soon as any was on its way, whichever of them left first. Buyers who refuse by
     * law owe only what it costs to fetch the goods from them (D4), and they do not have them yet.
     *
     * @param onTheirWay of these units, those that are in parcels
     */
    public static @Nullable Charge incurred(
            Order order, Map<Integer, Integer> units, Map<Integer, Integer> onTheirWay, String cause) {
        if (!onTheirWay.isEmpty() && order.policy().shipping().deliveredBy() == DeliveredBy.POST) {
            return brought(order, onTheirWay, cause);
        }
        if ((onTheirWay.isEmpty() && !order.recalled())
                || order.withdrawalRight() != null
                || order.policy().cancellation().incurredShipping() == IncurredShipping.REFUNDED) {
            return null;
        }
        return new Charge(
                ChargeKind.SHIPPING_COSTS,
                BornBy.BUYER,
                true,
                order.shippingOf(units, onTheirWay),
                "E2",
                "The order was on its way when it was cancelled",
                cause);
    }

    /**
     * C3: not wanting a parcel any more that the post is bringing frees nobody from what it costs, be it the law that lets
     * the buyer cancel (D1). Borne by them, or the shop's loss, as at the post office.
     */
    private static Charge brought(Order order, Map<Integer, Integer> onTheirWay, String cause) {
        Money fee = order.terms().shippingFee();
        Money goods = order.goods();
        BornBy debtor = order.policy().handOver().refusalCosts();
        return new Charge(
                ChargeKind.DELIVERY_COSTS,
                debtor,
                debtor == BornBy.BUYER,
                goods.isPositive() ? fee.share(order.goodsOf(onTheirWay), goods) : fee,
                "C3",
                "What it cost to bring an order that was cancelled on its way"
                        + (debtor == BornBy.BUYER ? ": the buyer bears it" : ": the shop's loss"),
                cause);
    }

    /** D4: buyers who have the shop fetch the goods pay what bringing them had cost. */
    public static @Nullable Charge fetching(Order order, boolean fetchedByShop, String cause) {
        WithdrawalRight right = order.withdrawalRight();
        if (!fetchedByShop || right == null || right.deliveryFromBuyer() == BornBy.SELLER) {
            return null;
        }
        return new Charge(
                ChargeKind.RETURN_SHIPPING,
                BornBy.BUYER,
                true,
                order.terms().shippingFee(),
                "D4",
                "The shop fetches the goods from the buyer",
                cause);
    }
}
