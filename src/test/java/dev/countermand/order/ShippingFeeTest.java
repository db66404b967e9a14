package dev.countermand.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.Policy;
import dev.countermand.policy.ShippingFeeRule;
import dev.countermand.policy.document.Documents;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A8: how the shipping fee goes back when some units of an order leave it, and E2: what of it was spent. */
class ShippingFeeTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Currency BHD = Currency.getInstance("BHD");
    private static final Policy WITH_LAST = Documents.policy("eldorado");
    private static final Policy IN_PROPORTION = Documents.policy(
            "own", 3, "name: own\nversion: 3\nextends: eldorado/1\ncancellation: {shippingFee: IN_PROPORTION}\n");

    @Test
    void thePoliciesSayWhatTheyAreNamedFor() {
        assertThat(WITH_LAST.cancellation().shippingFee()).isEqualTo(ShippingFeeRule.WITH_LAST_UNIT);
        assertThat(IN_PROPORTION.cancellation().shippingFee()).isEqualTo(ShippingFeeRule.IN_PROPORTION);
    }

    @Test
    void goesBackWithTheLastUnitAndNotBefore() {
        Order order = order(WITH_LAST, euro(490), 2, euro(1_250), 1, euro(310));
        assertThat(cancel(order, 1, 2)).isEqualTo(euro(2_500));
        assertThat(order.total()).isEqualTo(euro(800));
        assertThat(cancel(order, 2, 1)).isEqualTo(euro(800));
        assertThat(order.total()).isEqualTo(euro(0));
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    }

    /** By what the units cost: of 28.10, 12.50 make 2.17 of 4.90, and the shares end at the fee to the cent. */
    @Test
    void goesBackInProportionToWhatTheUnitsCost() {
        Order order = order(IN_PROPORTION, euro(490), 2, euro(1_250), 1, euro(310));
        assertThat(cancel(order, 1, 1)).isEqualTo(euro(1_250 + 217));
        assertThat(cancel(order, 1, 1)).isEqualTo(euro(1_250 + 218));
        assertThat(cancel(order, 2, 1)).isEqualTo(euro(310 + 55));
        assertThat(order.total()).isEqualTo(euro(0));
    }

    /** Three equal units and a fee that three do not divide, in currencies without digits and with three. */
    @Test
    void theRestOfADivisionIsNeitherLostNorGivenTwice() {
        for (Currency currency : new Currency[] {JPY, BHD}) {
            Money price = new Money(1_000, currency);
            Order order = order(IN_PROPORTION, new Money(500, currency), 3, price, 0, price);
            assertThat(cancel(order, 1, 1)).isEqualTo(new Money(1_166, currency));
            assertThat(cancel(order, 1, 1)).isEqualTo(new Money(1_167, currency));
            assertThat(cancel(order, 1, 1)).isEqualTo(new Money(1_167, currency));
        }
    }

    @Test
    void aFeeOfOneMinorUnitGoesBackOnce() {
        Order order = order(IN_PROPORTION, new Money(1, JPY), 3, new Money(10, JPY), 0, new Money(0, JPY));
        assertThat(cancel(order, 1, 1)).isEqualTo(new Money(10, JPY));
        assertThat(cancel(order, 1, 1)).isEqualTo(new Money(10, JPY));
        assertThat(cancel(order, 1, 1)).isEqualTo(new Money(11, JPY));
    }

    @Test
    void noFeeIsNoFeeUnderEitherRule() {
        for (Policy policy : new Policy[] {WITH_LAST, IN_PROPORTION}) {
            Order order = order(policy, euro(0), 2, euro(1_250), 0, euro(0));
            assertThat(cancel(order, 1, 1)).isEqualTo(euro(1_250));
            assertThat(cancel(order, 1, 1)).isEqualTo(euro(1_250));
        }
    }

    /** Goods that cost nothing have no share, so the fee goes with the last of them. */
    @Test
    void goodsOfNoPriceTakeTheFeeWithTheLast() {
        for (Policy policy : new Policy[] {WITH_LAST, IN_PROPORTION}) {
            Order order = order(policy, euro(490), 2, euro(0), 0, euro(0));
            assertThat(cancel(order, 1, 1)).isEqualTo(euro(0));
            assertThat(cancel(order, 1, 1)).isEqualTo(euro(490));
        }
    }

    @Test
    void theGreatestAmountsDoNotOverflow() {
        Money most = new Money(Money.MAX_MINOR, BHD);
        Order order = order(IN_PROPORTION, most, 1, most, 1, new Money(0, BHD));
        assertThat(cancel(order, 1, 1)).isEqualTo(new Money(2 * Money.MAX_MINOR, BHD));
        assertThat(cancel(order, 2, 1)).isEqualTo(new Money(0, BHD));
    }

    /** E1: what is added later makes each share smaller; what has gone back by then is taken as it was. */
    @Test
    void goesBackOnceAlsoWhenTheOrderGrowsMeanwhile() {
        Order order = order(IN_PROPORTION, euro(490), 2, euro(1_000), 0, euro(0));
        assertThat(cancel(order, 1, 1)).isEqualTo(euro(1_245));
        order.addLine(Orders.line(1, 1, euro(4_000)));
        order.captured(euro(4_000), Orders.PLACED_AT);
        // Of 60.00, 20.00 would have had 1.63 of the fee; 2.45 have gone back.
        assertThat(cancel(order, 1, 1)).isEqualTo(euro(1_000));
        assertThat(cancel(order, 2, 1)).isEqualTo(euro(4_000 + 245));
        assertThat(order.total()).isEqualTo(euro(0));
    }

    /** A20: also when it is asked about once more. */
    @Test
    void isWorthNothingWhenNothingIsLeft() {
        for (Policy policy : new Policy[] {WITH_LAST, IN_PROPORTION}) {
            Order order = order(policy, euro(490), 1, euro(1_000), 0, euro(0));
            assertThat(order.worthOf(Map.of(1, 1))).isEqualTo(euro(1_490));
            assertThat(cancel(order, 1, 1)).isEqualTo(euro(1_490));
            assertThat(order.worthOf(order.unitsLeft())).isEqualTo(euro(0));
        }
    }

    /** E2: all of it, where it goes with the last unit: it paid for the parcel that is on its way. */
    @Test
    void withTheLastUnitAllOfTheFeeWasSpentOnTheParcel() {
        Order order = order(WITH_LAST, euro(490), 2, euro(1_250), 1, euro(310));
        order.declareShipped(Map.of(2, 1), Orders.PLACED_AT);
        Map<Integer, Integer> all = order.unitsLeft();
        assertThat(order.onTheirWay(all)).isEqualTo(Map.of(2, 1));
        assertThat(order.shippingOf(all, order.onTheirWay(all))).isEqualTo(euro(490));
        assertThat(order.shippingOf(Map.of(2, 1), Map.of(2, 1)))
                .as("no fee goes back with it, so none was spent on it")
                .isEqualTo(euro(0));
    }

    /** E2: of a fee in proportion, what those that are on their way cost of all that goes. */
    @Test
    void inProportionTheFeesShareWasSpent() {
        Order order = order(IN_PROPORTION, euro(490), 3, euro(1_000), 1, euro(1_000));
        order.declareShipped(Map.of(1, 1), Orders.PLACED_AT);
        Map<Integer, Integer> all = order.unitsLeft();
        assertThat(order.shippingOf(all, order.onTheirWay(all))).isEqualTo(euro(123));
        assertThat(order.shippingOf(Map.of(1, 3), order.onTheirWay(Map.of(1, 3))))
                .isEqualTo(euro(122));
        assertThat(order.shippingOf(Map.of(2, 1), Map.of())).isEqualTo(euro(0));
    }

    /** Open units are taken first: what is asked for may be there without calling anything back. */
    @Test
    void whatIsOpenIsNotOnItsWay() {
        Order order = order(WITH_LAST, euro(490), 3, euro(1_000), 1, euro(1_000));
        order.declareShipped(Map.of(1, 1), Orders.PLACED_AT);
        assertThat(order.onTheirWay(Map.of(1, 2))).isEmpty();
        assertThat(order.onTheirWay(Map.of(1, 3, 2, 1))).isEqualTo(Map.of(1, 1));
    }

    private static Order order(Policy policy, Money fee, int first, Money price, int second, Money other) {
        return second == 0
                ? Orders.paid(policy, fee, Orders.line(1, first, price))
                : Orders.paid(policy, fee, Orders.line(1, first, price), Orders.line(2, second, other));
    }

    private static Money cancel(Order order, int line, int units) {
        return order.cancelUnits(Map.of(line, units), CancelledBy.BUYER, Orders.PLACED_AT);
    }

    private static Money euro(long cents) {
        return new Money(cents, EUR);
    }
}
