package dev.countermand.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Orders whose units are declared, cancelled, called back and taken back in every way: a unit leaves once, the shipping fee
 * goes with the units once (A8), and in the end exactly what was ordered has left.
 */
class OrderUnitsWalkTest {

    private static final List<Currency> CURRENCIES =
            List.of(Currency.getInstance("EUR"), Currency.getInstance("JPY"), Currency.getInstance("BHD"));
    private static final List<Policy> POLICIES = List.of(
            Documents.policy("eldorado"),
            Documents.policy(
                    "own",
                    3,
                    "name: own\nversion: 3\nextends: eldorado/1\ncancellation: {shippingFee: IN_PROPORTION}\n"));
    private static final int ORDERS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 2026, -5})
    void whateverHappensExactlyWhatWasOrderedLeaves(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ORDERS; i++) {
            Order order = order(random);
            Money whole = order.total();
            List<String> story = new ArrayList<>(List.of("seed " + seed + ", order " + i + " of " + whole.inWords()));
            Money given = Money.zero(whole.currency());
            Money fees = given;
            while (!order.status().ended()) {
                Map<Integer, Integer> open = Orders.some(random, order.openUnits());
                Map<Integer, Integer> units = Orders.some(random, order.unitsLeft());
                Money goods = order.goodsOf(units);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        order.declareShipped(open, Orders.PLACED_AT);
                        story.add("ships " + open);
                        units = Map.of();
                        goods = Money.zero(whole.currency());
                    }
                    case 1 -> given = given.plus(order.callBack(units, CancelledBy.BUYER, Orders.PLACED_AT));
                    default -> {
                        if (order.status() == OrderStatus.PROCESSING) {
                            // Taken back is what was handed over, or on its way to be.
                            order.handedOver(Orders.PLACED_AT);
                            story.add("handed over");
                        }
                        given = given.plus(order.takeBack(units, Orders.PLACED_AT));
                    }
                }
                story.add("gives back " + units);
                fees = given.minus(order.goods()).plus(order.goodsOf(order.unitsLeft()));
                assertThat(goods.minor()).as("%s", story).isNotNegative();
                assertThat(fees.minor())
                        .as("the fee is given once: %s", story)
                        .isBetween(0L, order.terms().shippingFee().minor());
                assertThat(order.total()).as("%s", story).isEqualTo(whole.minus(given));
                holds(order, story);
            }
            assertThat(given).as("%s", story).isEqualTo(whole);
            assertThat(fees).as("%s", story).isEqualTo(order.terms().shippingFee());
        }
    }

    /** Every order in which the units of two lines can leave one by one gives back what the whole would at once. */
    @Test
    void partsTogetherGiveBackWhatTheWholeGives() {
        for (Policy policy : POLICIES) {
            for (Currency currency : CURRENCIES) {
                for (int fee : new int[] {0, 1, 100, 499}) {
                    for (int first = 1; first <= 3; first++) {
                        for (int second = 0; second <= 3; second++) {
                            Order whole = order(policy, currency, fee, first, second);
                            Money all = whole.cancelAll(CancelledBy.BUYER, Orders.PLACED_AT);
                            for (int path = 0; path < 1 << (first + second); path++) {
                                if (Integer.bitCount(path) == second) {
                                    Order parts = order(policy, currency, fee, first, second);
                                    assertThat(oneByOne(parts, path, first + second))
                                            .as("fee %s, units %s and %s, path %s", fee, first, second, path)
                                            .isEqualTo(all);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static Money oneByOne(Order order, int path, int units) {
        Money given = Money.zero(order.terms().currency());
        for (int i = 0; i < units; i++) {
            int line = (path >> i & 1) == 0 ? 1 : 2;
            given = given.plus(order.cancelUnits(Map.of(line, 1), CancelledBy.BUYER, Orders.PLACED_AT));
        }
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        return given;
    }

    /** Of every line each unit is cancelled, shipped or open, and counted once. */
    private static void holds(Order order, List<String> story) {
        for (OrderLine line : order.lines()) {
            assertThat(line.cancelled()).as("%s", story).isBetween(0, line.quantity());
            assertThat(line.shipped()).as("%s", story).isBetween(0, line.quantity());
            assertThat(line.open()).as("%s", story).isBetween(0, line.quantity());
            assertThat(line.cancelled() + line.shipped() + line.open())
                    .as("%s", story)
                    .isEqualTo(line.quantity());
            assertThat(order.unitsLeft().getOrDefault(line.line(), 0))
                    .as("%s", story)
                    .isEqualTo(line.quantity() - line.cancelled());
            assertThat(order.openUnits().getOrDefault(line.line(), 0))
                    .as("%s", story)
                    .isEqualTo(line.open());
        }
    }

    private static Order order(Policy policy, Currency currency, int fee, int first, int second) {
        OrderLine one = Orders.line(1, first, new Money(333, currency));
        Money shipping = new Money(fee, currency);
        return second == 0
                ? Orders.paid(policy, shipping, one)
                : Orders.paid(policy, shipping, one, Orders.line(2, second, new Money(70, currency)));
    }

    private static Order order(Random random) {
        Currency currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        OrderLine[] lines = new OrderLine[1 + random.nextInt(3)];
        for (int i = 0; i < lines.length; i++) {
            // Some goods cost nothing.
            Money price = new Money(random.nextInt(5) == 0 ? 0 : random.nextInt(2_000), currency);
            lines[i] = Orders.line(i + 1, 1 + random.nextInt(4), price);
        }
        Money fee = new Money(random.nextInt(4) == 0 ? 0 : random.nextInt(1_000), currency);
        return Orders.paid(POLICIES.get(random.nextInt(POLICIES.size())), fee, lines);
    }
}
