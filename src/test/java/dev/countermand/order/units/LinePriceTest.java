package dev.countermand.order.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A20: what a line costs is split over its units without losing or making a minor unit. */
class LinePriceTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Currency BHD = Currency.getInstance("BHD");
    private static final int MOST_UNITS = 6;
    private static final int MOST_MINOR = 40;

    @Test
    void threeForTenLeaveOneByOne() {
        assertThat(oneByOne(euro(1_000), 3)).containsExactly("3.33", "3.33", "3.34");
        assertThat(oneByOne(new Money(1_000, JPY), 3)).containsExactly("333", "333", "334");
        assertThat(oneByOne(new Money(10_000, BHD), 3)).containsExactly("3.333", "3.333", "3.334");
    }

    @Test
    void lessThanAMinorUnitEachIsSplitToo() {
        assertThat(oneByOne(new Money(2, JPY), 5)).containsExactly("0", "0", "1", "0", "1");
        assertThat(oneByOne(euro(0), 3)).containsExactly("0.00", "0.00", "0.00");
    }

    /** Whatever leaves together: each way to part up to six units, of each total up to 40 minor units. */
    @Test
    void howeverUnitsLeaveTheyCostTheTotal() {
        for (Currency currency : new Currency[] {EUR, JPY, BHD}) {
            for (int total = 0; total <= MOST_MINOR; total++) {
                for (int quantity = 1; quantity <= MOST_UNITS; quantity++) {
                    for (int cuts = 0; cuts < 1 << (quantity - 1); cuts++) {
                        parted(new Money(total, currency), quantity, cuts);
                    }
                }
            }
        }
    }

    private static void parted(Money total, int quantity, int cuts) {
        OrderLines lines = lines(total, quantity);
        Money sum = Money.zero(total.currency());
        int together = 0;
        for (int unit = 1; unit <= quantity; unit++) {
            together++;
            if (unit == quantity || (cuts >> (unit - 1) & 1) == 1) {
                Money cost = lines.goodsOf(Map.of(1, together));
                assertThat(Math.abs(cost.minor() * quantity - total.minor() * together))
                        .as("%s of %s for %s, to within a minor unit", together, quantity, total)
                        .isLessThan(quantity);
                sum = sum.plus(cost);
                lines.cancel(Map.of(1, together));
                assertThat(lines.cancelledGoods()).isEqualTo(sum);
                together = 0;
            }
        }
        assertThat(sum).as("%s units for %s, parted %s", quantity, total, cuts).isEqualTo(total);
    }

    /** What a marketplace named before lines had a total: no unit costs more or less than its price. */
    @Test
    void withoutATotalEachUnitCostsItsPrice() {
        OrderLine line = new OrderLine(1, "MUG", null, 3, euro(1_250), false, 0, 0);
        assertThat(line.price().isFull(3)).isTrue();
        assertThat(line.price().isUneven(3)).isFalse();
        assertThat(line.costOf(2)).isEqualTo(euro(2_500));
    }

    @Test
    void theGreatestAmountsDoNotOverflow() {
        Money most = new Money(Money.MAX_MINOR, BHD);
        OrderLines lines = lines(most, 100_000);
        lines.cancel(Map.of(1, 99_999));
        assertThat(lines.cancelledGoods().plus(lines.goodsOf(Map.of(1, 1)))).isEqualTo(most);
    }

    /** A20: given back by name unit after unit, a line is given back once and whole, too. */
    @Test
    void unitsThatStayAreGivenBackOneByOne() {
        OrderLines lines = lines(euro(1_000), 3);
        List<String> given = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Money worth = lines.all().getFirst().costNotGivenBack(1);
            lines.giveBack(1, worth);
            given.add(worth.text());
        }
        assertThat(given).containsExactly("3.33", "3.33", "3.34");
        assertThat(lines.all().getFirst().notGivenBack()).isEqualTo(euro(0));
        assertThat(lines.givenBack(Map.of(1, 2))).isEqualTo(Map.of(1, euro(666)));
    }

    private static List<String> oneByOne(Money total, int quantity) {
        OrderLines lines = lines(total, quantity);
        List<String> costs = new ArrayList<>();
        for (int i = 0; i < quantity; i++) {
            costs.add(lines.goodsOf(Map.of(1, 1)).text());
            lines.cancel(Map.of(1, 1));
        }
        return costs;
    }

    private static OrderLines lines(Money total, int quantity) {
        LinePrice price = new LinePrice(total, total, List.of());
        return new OrderLines(
                List.of(OrderLine.of(1, "PEN", null, quantity, price, false)), Money.zero(total.currency()));
    }

    private static Money euro(long cents) {
        return new Money(cents, EUR);
    }
}
