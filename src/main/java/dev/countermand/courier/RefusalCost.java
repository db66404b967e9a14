package dev.countermand.courier;

import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.payment.charge.ChargeKind;
import dev.countermand.payment.charge.Charges;
import dev.countermand.policy.BornBy;
import java.util.Map;
import java.util.UUID;

/** What a refusal at the door or the post office costs, or a parcel that nobody fetched, and whom (C3, E2). Pure. */
final class RefusalCost {

    private RefusalCost() {}

    /**
     * Borne by the buyer, kept back from what is there of their money or claimed; or the shop's loss. As much as was said, or the
     * shipping fee. Refuses what is no amount of the order's currency.
     */
    static Charges.Charge of(Order order, HandOver request) {
        Money amount = said(order, request, order.terms().shippingFee());
        return charge(order, amount, "What it cost to bring an order that was " + how(request), "hand-over");
    }

    /**
     * P3: the same where the buyer has got other parcels of the order: as much as was said, or the share of the shipping fee.
     *
     * @param units what was refused or not fetched, which is still the order's
     * @param handOver the row of the hand-over: an order can have several
     */
    static Charges.Charge ofRest(Order order, Map<Integer, Integer> units, HandOver request, UUID handOver) {
        Money amount = said(order, request, share(order, units));
        return charge(order, amount, "What it cost to bring a part that was " + how(request), "hand-over-" + handOver);
    }

    private static Money said(Order order, HandOver request, Money otherwise) {
        return request.deliveryCosts() == null
                ? otherwise
                : Money.read(
                        "deliveryCosts", request.deliveryCosts(), order.terms().currency());
    }

    private static String how(HandOver request) {
        return request.outcome() == HandOverOutcome.UNCLAIMED ? "not fetched or refused" : "refused";
    }

    /**
     * P3: the same for one parcel of several that the carrier brought back, or that nobody fetched (C2): its share of the
     * shipping fee, by what is in it, which is still the order's.
     */
    static Charges.Charge ofParcel(Order order, Parcel parcel) {
        String what = parcel.state() == ParcelState.RETURNED ? "that came back" : "that nobody fetched";
        return charge(
                order, share(order, parcel.units()), "What it cost to bring a parcel " + what, "parcel-" + parcel.id());
    }

    private static Money share(Order order, Map<Integer, Integer> units) {
        Money fee = order.terms().shippingFee();
        Money goods = order.goods();
        return goods.isPositive() ? fee.share(order.goodsOf(units), goods) : fee;
    }

    /**
     * The law goes before the market's terms: buyers who refuse by it owe only what it costs to fetch the goods from them
     * (D1, D4), and they never had these. Of goods that it excludes the market's terms hold (D3).
     */
    private static Charges.Charge charge(Order order, Money amount, String what, String cause) {
        boolean byLaw = order.withdrawalRight() != null;
        BornBy debtor = byLaw ? BornBy.SELLER : order.policy().handOver().refusalCosts();
        return new Charges.Charge(
                ChargeKind.DELIVERY_COSTS,
                debtor,
                debtor == BornBy.BUYER,
                amount,
                byLaw
                        ? "D4"
                        : switch (order.policy().shipping().deliveredBy()) {
                            case POST -> "C3";
                            case OWN -> "E2";
                            case CARRIER -> "A14";
                        },
                what
                        + (debtor == BornBy.BUYER ? ": the buyer bears it" : ": the shop's loss")
                        + (byLaw ? ", by the law of distance selling" : ""),
                cause);
    }
}
