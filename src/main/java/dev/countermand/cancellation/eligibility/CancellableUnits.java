package dev.countermand.cancellation.eligibility;

import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.LineUnits;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.LastMoment;
import dev.countermand.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of an order its buyer can cancel alone, and what of that is paid back only once it has come back (D1). Pure. */
public final class CancellableUnits {

    private CancellableUnits() {}

    /**
     * P2: all that has not come too far: was not sent where that is the last moment (C1), is not with a carrier (A14), was
     * not delivered (L2, D1); once all was, all of it (D1). Of what was made for this buyer alone only what the market
     * itself gives them: the law excludes it (D3), and takes nothing away (L2).
     */
    public static Map<Integer, Integer> available(Order order, Instant now) {
        Map<Integer, Integer> ofTheMarket =
                switch (order.policy().cancellation().until()) {
                    case DISPATCH -> order.openUnits();
                    case CARRIER_ACCEPTANCE -> order.unaccepted();
                    case DAY_BEFORE_DELIVERY, HAND_OVER -> order.undelivered();
                };
        if (order.withdrawalRight() == null) {
            return ofTheMarket;
        }
        Map<Integer, Integer> bespoke = aloneWithoutTheLaw(order, now) ? ofTheMarket : Map.of();
        Map<Integer, Integer> units = new TreeMap<>(handedOver(order) ? order.unitsLeft() : order.undelivered());
        for (OrderLine line : order.lines()) {
            int own = bespoke.getOrDefault(line.line(), 0);
            if (line.madeToMeasure() && own > 0) {
                units.put(line.line(), own);
            } else if (line.madeToMeasure()) {
                units.remove(line.line());
            }
        }
        return units;
    }

    /**
     * D3: refuses lines that are asked for and were made for this buyer alone, and that the market does not give them either.
     *
     * @param asked for, by line; null where nothing is named
     */
    public static void refuseBespoke(
            Order order, @Nullable List<LineUnits> asked, Map<Integer, Integer> available, Actor by) {
        if (asked == null) {
            return;
        }
        for (OrderLine line : order.lines()) {
            boolean wanted = asked.stream().anyMatch(units -> units.line() == line.line());
            if (wanted && line.madeToMeasure() && line.left() > 0 && !available.containsKey(line.line())) {
                throw order.notNow(
                                "MADE_TO_MEASURE",
                                "Line " + line.line()
                                        + " was made to measure for this buyer and cannot be returned (D3)",
                                Set.of(by.role()))
                        .asException();
            }
        }
    }

    /** D1: what was handed over, and what the law alone lets the buyer refuse on its way, is paid for once it is back. */
    public static Map<Integer, Integer> awaited(
            Order order, Map<Integer, Integer> units, Map<Integer, Integer> onTheirWay, Instant now) {
        if (!order.goodsOf(units).isPositive()) {
            return Map.of();
        }
        if (handedOver(order)) {
            return units;
        }
        return order.withdrawalRight() == null || aloneWithoutTheLaw(order, now) ? Map.of() : onTheirWay;
    }

    /** Whether the market's own terms let the buyer cancel alone now, whatever the law laid over them says (D3). */
    private static boolean aloneWithoutTheLaw(Order order, Instant now) {
        Policy own = order.policy().withoutWithdrawalRight();
        return OrderAction.CANCEL.possible(order.state(), own)
                && !(order.status() != OrderStatus.PLACED
                        && own.cancellation().until() == LastMoment.DAY_BEFORE_DELIVERY
                        && order.isDeliveryDay(now));
    }

    /** The buyer has the goods. */
    public static boolean handedOver(Order order) {
        return order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.COMPLETED;
    }
}
