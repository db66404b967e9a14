package dev.countermand.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.cancellation.eligibility.CancellableUnits;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.policy.document.Documents;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** D1, D4: for which units the refund waits, and for how many of them still. */
class AwaitedUnitsTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    /** What was not sent is paid at once, what is on its way when it is back; of what was handed over, all of it. */
    @Test
    void waitsForWhatWasSentOrHandedOver() {
        Order order = order("aliexpress+distance-selling");
        assertThat(awaited(order)).isEmpty();
        order.declareShipped(Map.of(1, 2), Orders.PLACED_AT);
        assertThat(awaited(order)).isEqualTo(Map.of(1, 2));
        order.handedOver(Orders.PLACED_AT);
        assertThat(awaited(order)).isEqualTo(Map.of(1, 3));
    }

    /** L2, E1: where the market itself lets the buyer cancel alone now, its terms go before. */
    @Test
    void waitsForNothingWhereTheMarketPaysAtOnce() {
        Order order = order("lamoda+distance-selling");
        order.declareShipped(order.openUnits(), Orders.PLACED_AT);
        assertThat(awaited(order)).isEmpty();
    }

    /** For what costs nothing there is nothing to wait with. */
    @Test
    void waitsForNothingThatIsFree() {
        Order order = Orders.paid(
                Documents.policy("aliexpress+distance-selling", 1001),
                new Money(490, EUR),
                Orders.line(1, 1, Money.zero(EUR)));
        order.handedOver(Orders.PLACED_AT);
        assertThat(awaited(order)).isEmpty();
    }

    /** Of alike units, those that are awaited leave first. */
    @Test
    void whatLeavesFirstWasAwaited() {
        CancellationLineRow line = new CancellationLineRow();
        line.quantity = 2;
        line.awaited = 2;
        line.beside = 1;
        assertThat(line.awaitedOf(3)).isEqualTo(2);
        assertThat(line.awaitedOf(2)).isEqualTo(1);
        assertThat(line.awaitedOf(1)).isZero();
        assertThat(line.awaitedOf(0)).isZero();
    }

    private static Map<Integer, Integer> awaited(Order order) {
        return CancellableUnits.awaited(
                order, order.unitsLeft(), order.onTheirWay(order.unitsLeft()), Orders.PLACED_AT);
    }

    private static Order order(String market) {
        return Orders.paid(
                Documents.policy(market, 1001), new Money(490, EUR), Orders.line(1, 3, new Money(1250, EUR)));
    }
}
