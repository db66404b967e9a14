package dev.countermand.order;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Wait;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.LinePrice;
import dev.countermand.order.units.OrderLine;
import dev.countermand.order.units.OrderMoney;
import dev.countermand.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** Orders in any state, for pure tests of what is decided about them. */
public final class Orders {

    public static final Instant PLACED_AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");

    private Orders() {}

    /** Two mugs of 12.50 and one spoon of 3.10, shipping 4.90; paid, declared and delivered as its status says. */
    public static Order in(OrderState state, Policy policy) {
        return in(state, policy, false);
    }

    /** The same, made for this buyer alone. */
    public static Order bespoke(OrderState state, Policy policy) {
        return in(state, policy, true);
    }

    /** One line of units that stand apart: so many open, declared, with a carrier, and delivered; paid in full. */
    public static Order parted(Policy policy, int open, int declared, int accepted, int delivered) {
        int carried = accepted + delivered;
        int shipped = declared + carried;
        Order order = paid(
                policy,
                new Money(490, EUR),
                new OrderLine(
                        1,
                        "MUG",
                        null,
                        open + shipped,
                        new Money(1250, EUR),
                        false,
                        0,
                        shipped,
                        carried,
                        delivered,
                        0));
        OrderStatus closed = carried > 0 ? OrderStatus.IN_TRANSIT : OrderStatus.SHIPPED;
        order.status = open > 0 ? OrderStatus.PROCESSING : closed;
        order.declaredAt = shipped > 0 ? PLACED_AT : null;
        order.acceptedAt = carried > 0 ? PLACED_AT : null;
        return order;
    }

    /** Of these lines, placed just now, in the currency of its shipping fee; nothing is paid. */
    public static Order placed(Policy policy, Money shippingFee, OrderLine... lines) {
        return new Order(terms(policy, shippingFee), policy, List.of(lines), Actor.system("test"), PLACED_AT);
    }

    /** The same, paid in full at once. */
    public static Order paid(Policy policy, Money shippingFee, OrderLine... lines) {
        Order order = placed(policy, shippingFee, lines);
        order.captured(order.total(), PLACED_AT);
        return order;
    }

    /** Units of one article, all of them open. */
    public static OrderLine line(int number, int quantity, Money unitPrice) {
        return new OrderLine(number, "SKU-" + number, null, quantity, unitPrice, false, 0, 0);
    }

    /** The same, where they cost less together than one by one. */
    public static OrderLine line(int number, int quantity, Money unitPrice, Money total) {
        return OrderLine.of(number, "SKU-" + number, null, quantity, new LinePrice(unitPrice, total, List.of()), false);
    }

    private static Order.Terms terms(Policy policy, Money shippingFee) {
        return new Order.Terms(
                "order-1",
                policy.name(),
                policy.version(),
                "buyer-1",
                "seller-1",
                shippingFee.currency(),
                Wait.of(Duration.ofDays(7)),
                shippingFee,
                "CN",
                new Address("DE", "10115", "Berlin"),
                PLACED_AT,
                "hash");
    }

    private static Order in(OrderState state, Policy policy, boolean madeToMeasure) {
        Order.Terms terms = terms(policy, new Money(490, EUR));
        boolean shipped = List.of(
                        OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT, OrderStatus.DELIVERED, OrderStatus.COMPLETED)
                .contains(state.status());
        boolean gone = List.of(OrderStatus.CANCELLED, OrderStatus.RETURNED).contains(state.status());
        boolean carried = shipped && state.status() != OrderStatus.SHIPPED;
        boolean handedOver = carried && state.status() != OrderStatus.IN_TRANSIT;
        List<OrderLine> lines = List.of(
                new OrderLine(
                        1,
                        "MUG",
                        null,
                        2,
                        new Money(1250, EUR),
                        madeToMeasure,
                        gone ? 2 : 0,
                        shipped ? 2 : 0,
                        carried ? 2 : 0,
                        handedOver ? 2 : 0,
                        0),
                new OrderLine(
                        2,
                        "SPOON",
                        null,
                        1,
                        new Money(310, EUR),
                        madeToMeasure,
                        gone ? 1 : 0,
                        shipped ? 1 : 0,
                        carried ? 1 : 0,
                        handedOver ? 1 : 0,
                        0));
        Order order = new Order(terms, policy, lines, Actor.system("test"), PLACED_AT);
        order.status = Objects.requireNonNull(state.status());
        order.openRequest = state.request();
        order.disputed = state.disputed();
        order.frozenAt = state.frozen() ? PLACED_AT : null;
        order.verifiedAt = PLACED_AT;
        order.declaredAt = shipped ? PLACED_AT : null;
        boolean delivered = state.status() == OrderStatus.DELIVERED || state.status() == OrderStatus.COMPLETED;
        order.deliveredAt = delivered ? PLACED_AT : null;
        boolean paid = state.status() != OrderStatus.PLACED && state.status() != OrderStatus.PAYMENT_VERIFYING;
        OrderMoney money = OrderMoney.none(EUR);
        order.money = paid ? money.captured(new Money(3300, EUR)) : money;
        return order;
    }

    /** Some of the units there, or none. */
    public static Map<Integer, Integer> some(Random random, Map<Integer, Integer> there) {
        Map<Integer, Integer> units = new TreeMap<>();
        there.forEach((line, left) -> {
            int taken = random.nextInt(left + 1);
            if (taken > 0) {
                units.put(line, taken);
            }
        });
        return units;
    }
}
