package dev.countermand.order.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.Orders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** E1: what of the units that are handed over is not paid: what was ordered last is paid last. */
class UnpaidUnitsTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    /** Two mugs, a cable and two lamps, of which the last two lines were added. */
    private final OrderLines lines = new OrderLines(
            List.of(Orders.line(1, 2, eur(1250)), Orders.line(2, 1, eur(500)), Orders.line(3, 2, eur(700))), eur(490));

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }

    private Money unpaid(Map<Integer, Integer> units, long ofAll) {
        return lines.unpaidOf(units, eur(ofAll));
    }

    @Test
    void whatWasOrderedFirstIsPaidFirst() {
        assertThat(unpaid(Map.of(1, 2), 1900)).isEqualTo(eur(0));
        assertThat(unpaid(Map.of(2, 1), 1900)).isEqualTo(eur(500));
        assertThat(unpaid(Map.of(1, 2, 2, 1), 1600)).isEqualTo(eur(200));
        assertThat(unpaid(Map.of(2, 1), 1400)).isEqualTo(eur(0));
    }

    @Test
    void ofALineThoseThatAreReceivedFirst() {
        assertThat(unpaid(Map.of(3, 1), 700)).isEqualTo(eur(0));
        assertThat(unpaid(Map.of(3, 2), 700)).isEqualTo(eur(700));
        assertThat(unpaid(Map.of(3, 1), 900)).isEqualTo(eur(200));
    }

    /** Nothing is missing at the end, be it of the shipping fee. */
    @Test
    void ofEverythingAllOfIt() {
        for (long open : List.of(0L, 100L, 1900L, 4400L, 4890L)) {
            assertThat(unpaid(Map.of(1, 2, 2, 1, 3, 2), open)).isEqualTo(eur(open));
        }
        assertThat(unpaid(Map.of(1, 1), 4890)).isEqualTo(eur(1740));
        assertThat(unpaid(Map.of(), 4890)).isEqualTo(eur(0));
    }
}
