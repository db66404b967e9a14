package dev.countermand.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.LinePrice;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A20: lines with a total of their own. However their units leave, by cancellation, dispute, verdict, return or as lost, one
 * by one or together, and whatever is given back for them before, exactly what they cost goes back, and nothing twice.
 */
class LineTotalsWalkTest {

    private static final List<Currency> CURRENCIES =
            List.of(Currency.getInstance("EUR"), Currency.getInstance("JPY"), Currency.getInstance("BHD"));
    private static final Policy WITH_LAST = Documents.policy("eldorado");
    private static final Policy IN_PROPORTION = Documents.policy(
            "own", 3, "name: own\nversion: 3\nextends: eldorado/1\ncancellation: {shippingFee: IN_PROPORTION}\n");
    private static final List<Policy> POLICIES = List.of(WITH_LAST, IN_PROPORTION);
    private static final int ORDERS = 1_000;
    private static final int WAYS = 4;

    /** Given back by name, and not closed since. */
    private record Given(int line, Money amount) {}

    /** Three for 10.00: each unit leaves in each of four ways, alone or with the next, under both rules for the fee. */
    @Test
    void threeForTenLeaveInEveryWay() {
        for (Policy policy : POLICIES) {
            for (Currency currency : CURRENCIES) {
                for (int ways = 0; ways < WAYS * WAYS * WAYS; ways++) {
                    for (int[] groups : new int[][] {{1, 1, 1}, {1, 2}, {2, 1}, {3}}) {
                        Order order = Orders.paid(
                                policy,
                                new Money(499, currency),
                                Orders.line(1, 3, new Money(400, currency), new Money(1_000, currency)));
                        Money back = Money.zero(currency);
                        int way = ways;
                        for (int group : groups) {
                            back = back.plus(leave(order, Map.of(1, group), way % WAYS));
                            way /= WAYS;
                        }
                        assertThat(back)
                                .as("%s, ways %s, groups %s", currency, ways, Arrays.toString(groups))
                                .isEqualTo(new Money(1_499, currency));
                        assertThat(order.total().isZero()).isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 2026, -5})
    void whateverHappensWhatWasPaidGoesBackOnce(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ORDERS; i++) {
            Order order = order(random);
            Money whole = order.total();
            List<String> story = new ArrayList<>(List.of("seed " + seed + ", order " + i + " of " + whole.inWords()));
            List<Given> standing = new ArrayList<>();
            Money back = Money.zero(whole.currency());
            boolean closed = false;
            while (!order.status().ended()) {
                int what = random.nextInt(WAYS + 2);
                if (what < WAYS) {
                    Map<Integer, Integer> units = Orders.some(random, order.unitsLeft());
                    Money worth = order.worthOf(units);
                    Money paid = leave(order, units, what);
                    story.add("way " + what + " gives " + paid.text() + " for " + units);
                    assertThat(paid).as("%s", story).isEqualTo(worth);
                    assertThat(order.takeLeft().stream()
                                    .mapToLong(part -> part.worth().minor())
                                    .sum())
                            .as("a refund's parts add up: %s", story)
                            .isEqualTo(paid.minor());
                    back = back.plus(paid);
                } else if (what == WAYS) {
                    for (Order.Left part : order.ofStaying(Orders.some(random, order.unitsLeft()))) {
                        order.giveBackFor(part.line(), part.worth());
                        standing.add(new Given(part.line(), part.worth()));
                        back = back.plus(part.worth());
                        story.add("gives " + part.worth().text() + " for line " + part.line() + ", which stays");
                    }
                } else if (!standing.isEmpty() && random.nextInt(4) == 0) {
                    Given given = standing.remove(random.nextInt(standing.size()));
                    order.giveBackFor(given.line(), Money.zero(whole.currency()).minus(given.amount()));
                    back = back.minus(given.amount());
                    closed = closed || given.amount().isPositive();
                    story.add("takes " + given.amount().text() + " back for line " + given.line());
                }
                holds(order, story);
                assertThat(back).as("nothing goes back twice: %s", story).isLessThanOrEqualTo(whole);
            }
            if (!closed) {
                assertThat(back).as("%s", story).isEqualTo(whole);
            }
        }
    }

    private static void holds(Order order, List<String> story) {
        for (OrderLine line : order.lines()) {
            assertThat(line.givenBack().minor())
                    .as("a line is given back once: %s", story)
                    .isBetween(0L, line.leftCost().minor());
            assertThat(line.cancelledCost().plus(line.leftCost()))
                    .as("%s", story)
                    .isEqualTo(line.price().total());
        }
        assertThat(order.notGivenBack(0).minor())
                .as("shipping goes back once: %s", story)
                .isBetween(0L, order.terms().shippingFee().minor());
        assertThat(order.total().minor()).as("%s", story).isNotNegative();
    }

    private static Money leave(Order order, Map<Integer, Integer> units, int way) {
        return switch (way) {
            case 0 -> order.callBack(units, CancelledBy.AGREEMENT, Orders.PLACED_AT);
            case 1 -> {
                declare(order, units);
                yield order.voided(units, CancelledBy.ADMINISTRATION, Orders.PLACED_AT);
            }
            case 2 -> {
                declare(order, units);
                yield order.lost(units, Orders.PLACED_AT);
            }
            default -> {
                if (order.status() == OrderStatus.PROCESSING) {
                    order.handedOver(Orders.PLACED_AT);
                }
                yield order.takeBack(units, Orders.PLACED_AT);
            }
        };
    }

    /** What leaves out of a parcel was declared before. */
    private static void declare(Order order, Map<Integer, Integer> units) {
        Map<Integer, Integer> missing = new TreeMap<>();
        units.forEach((line, quantity) -> {
            int more = quantity - order.shippedUnits().getOrDefault(line, 0);
            if (more > 0) {
                missing.put(line, more);
            }
        });
        if (!missing.isEmpty()) {
            order.declareShipped(missing, Orders.PLACED_AT);
        }
    }

    private static Order order(Random random) {
        Currency currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        OrderLine[] lines = new OrderLine[1 + random.nextInt(3)];
        for (int i = 0; i < lines.length; i++) {
            int quantity = 1 + random.nextInt(7);
            // Some goods cost nothing.
            Money price = new Money(random.nextInt(5) == 0 ? 0 : random.nextInt(2_000), currency);
            LinePrice full = LinePrice.full(price, quantity);
            Money total = new Money(random.nextLong(full.total().minor() + 1), currency);
            lines[i] = Orders.line(i + 1, quantity, price, random.nextBoolean() ? total : full.total());
        }
        Money fee = new Money(random.nextInt(4) == 0 ? 0 : random.nextInt(1_000), currency);
        return Orders.paid(POLICIES.get(random.nextInt(POLICIES.size())), fee, lines);
    }
}
