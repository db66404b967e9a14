package dev.countermand.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** E1, A20: what was paid pays for what is ordered, once: what went back with units pays for nothing that is added later. */
class PaidForTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Policy SHOP = Documents.policy("eldorado");

    @Test
    void whatIsAddedAfterAPartLeftIsNotPaid() {
        Order order = Orders.paid(SHOP, euro(490), line(1, "MUG", 2, euro(1_250)));
        leaves(order, Map.of(1, 1));
        assertThat(order.refunded()).isEqualTo(euro(1_250));
        assertThat(order.unpaid()).isEqualTo(euro(0));
        order.addLine(line(1, "SPOON", 1, euro(310)));
        assertThat(order.unpaid()).isEqualTo(euro(310));
        assertThat(order.possible(OrderAction.PAY)).isTrue();
        // Of the mug that goes now, what the spoon costs stays.
        leaves(order, Map.of(1, 1));
        assertThat(order.refunded()).isEqualTo(euro(2_500 - 310));
        assertThat(order.unpaid()).isEqualTo(euro(0));
        assertThat(order.refundable()).isEqualTo(order.total());
    }

    /** A gift is not paid again, and nothing goes back of what was never paid. */
    @Test
    void aGiftIsNotOwedAgain() {
        Order order = Orders.paid(SHOP, euro(0), line(1, "MUG", 2, euro(1_000)));
        order.refunding(euro(500));
        order.addLine(line(1, "SPOON", 1, euro(300)));
        assertThat(order.unpaid()).isEqualTo(euro(300));
        leaves(order, Map.of(2, 1));
        assertThat(order.refunded()).isEqualTo(euro(500));
        assertThat(order.unpaid()).isEqualTo(euro(0));
        leaves(order, Map.of(1, 1));
        assertThat(order.refunded()).isEqualTo(euro(1_500));
    }

    /** Whatever is added, paid and taken out: what is there and what is unpaid are together what the order costs. */
    @Test
    void whatIsThereAndWhatIsUnpaidMakeTheTotal() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Order order = Orders.placed(SHOP, euro(random.nextInt(900)), line(1, "A", 3, euro(1_000)));
            for (int act = 0; act < 20 && !order.status().ended(); act++) {
                act(order, random);
                assertThat(order.refundable().plus(order.unpaid()))
                        .as("seed %d, act %d", seed, act)
                        .isEqualTo(order.total());
            }
        }
    }

    private static void act(Order order, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> {
                long part = order.unpaid().minor() * (1 + random.nextInt(2)) / 2;
                order.captured(euro(part), Orders.PLACED_AT);
            }
            case 1 -> order.addLine(line(1, "B", 1 + random.nextInt(3), euro(random.nextInt(2_000))));
            default -> {
                List<Integer> lines = new ArrayList<>(order.unitsLeft().keySet());
                int line = lines.get(random.nextInt(lines.size()));
                int left = order.unitsLeft().getOrDefault(line, 0);
                leaves(order, Map.of(line, 1 + random.nextInt(left)));
            }
        }
    }

    private static void leaves(Order order, Map<Integer, Integer> units) {
        Money worth = order.cancelUnits(units, CancelledBy.BUYER, Orders.PLACED_AT);
        order.refunding(order.paidOf(worth));
    }

    private static OrderLine line(int number, String sku, int quantity, Money price) {
        return new OrderLine(number, sku, null, quantity, price, false, 0, 0);
    }

    private static Money euro(long cents) {
        return new Money(cents, EUR);
    }
}
