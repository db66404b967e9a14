package dev.countermand.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.document.Documents;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A20, A20a: what an order owes and is owed, whatever comes in, and what goes back once. */
class OwedByOrdersTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    private final Order order =
            Orders.placed(Documents.policy("aliexpress"), euro(490), Orders.line(1, 2, euro(1_250)));

    @Test
    void whatCostsNothingBeginsAtOnce() {
        Order free = Orders.placed(Documents.policy("aliexpress"), euro(0), Orders.line(1, 1, euro(0)));
        assertThat(free.status()).isEqualTo(OrderStatus.PROCESSING);
    }

    @Test
    void anOrderThatEndedOwesNothingAndTakesMoneyDown() {
        order.cancelAll(CancelledBy.BUYER_UNPAID, Orders.PLACED_AT);
        assertThat(order.due()).isEqualTo(euro(0));
        assertThat(order.captured(euro(2_990), Orders.PLACED_AT)).isFalse();
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.refundable()).isEqualTo(euro(2_990));
        assertThat(order.notOwed()).isEqualTo(euro(2_990));
    }

    @Test
    void aPartIsVerifiedOrWaitsForTheRest() {
        order.paymentRegistered();
        order.captured(euro(1_000), Orders.PLACED_AT, true);
        assertThat(order.status()).isEqualTo(OrderStatus.PAYMENT_VERIFYING);
        order.paymentFailed(false);
        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        assertThat(order.due()).isEqualTo(euro(1_990));
    }

    @Test
    void whatTheBankTookIsUnpaidAndNotRefundable() {
        order.captured(euro(2_990), Orders.PLACED_AT);
        order.chargedBack(euro(2_000));
        assertThat(order.refundable()).isEqualTo(euro(990));
        assertThat(order.unpaid()).isEqualTo(euro(2_000));
        order.chargedBack(euro(0));
        assertThat(order.refundable()).isEqualTo(euro(2_990));
    }

    /** A20: for units and shipping that were given back by name nothing is given back when they leave. */
    @Test
    void whatWasGivenBackIsNotGivenBackAgain() {
        order.captured(euro(2_990), Orders.PLACED_AT);
        order.giveBackFor(1, euro(1_250));
        order.giveBackFor(0, euro(100));
        assertThat(order.notGivenBack(1)).isEqualTo(euro(1_250));
        assertThat(order.notGivenBack(0)).isEqualTo(euro(390));
        assertThat(order.cancelUnits(Map.of(1, 1), CancelledBy.AGREEMENT, Orders.PLACED_AT))
                .isEqualTo(euro(0));
        assertThat(order.total()).isEqualTo(euro(1_740));
        assertThat(order.takeLeft()).containsExactly(new Order.Left(1, 1, euro(0)));
        assertThat(order.worthOf(Map.of(1, 1))).isEqualTo(euro(1_640));
        assertThat(order.cancelUnits(Map.of(1, 1), CancelledBy.AGREEMENT, Orders.PLACED_AT))
                .isEqualTo(euro(1_640));
        assertThat(order.takeLeft())
                .containsExactly(new Order.Left(1, 1, euro(1_250)), new Order.Left(0, 0, euro(390)));
        assertThat(order.notGivenBack(0)).isEqualTo(euro(0));
    }

    /** A20b: goodwill for a unit that has left since is not made after all; nothing is below nothing for it. */
    @Test
    void whatIsNotGivenBackAfterAllMayHaveLeftMeanwhile() {
        order.captured(euro(2_990), Orders.PLACED_AT);
        order.giveBackFor(1, euro(1_250));
        order.giveBackFor(0, euro(490));
        order.cancelUnits(Map.of(1, 1), CancelledBy.AGREEMENT, Orders.PLACED_AT);
        order.giveBackFor(1, euro(-1_250));
        order.giveBackFor(0, euro(-500));
        assertThat(order.lines().getFirst().givenBack()).isEqualTo(euro(0));
        assertThat(order.notGivenBack(0)).isEqualTo(euro(490));
        assertThat(order.worthOf(Map.of(1, 1))).isEqualTo(euro(1_740));
    }

    /** A19, A20: unit after unit can be given back while they stay, each once, and the fee's part with the last. */
    @Test
    void unitsThatStayAreGivenBackOnce() {
        order.captured(euro(2_990), Orders.PLACED_AT);
        assertThat(order.ofStaying(Map.of(1, 1))).containsExactly(new Order.Left(1, 1, euro(1_250)));
        order.giveBackFor(1, euro(1_250));
        assertThat(order.worthOfStaying(Map.of(1, 1))).isEqualTo(euro(1_250));
        order.giveBackFor(1, euro(1_250));
        assertThat(order.worthOfStaying(Map.of(1, 1))).isEqualTo(euro(0));
        assertThat(order.ofStaying(Map.of(1, 2)))
                .containsExactly(new Order.Left(1, 2, euro(0)), new Order.Left(0, 0, euro(490)));
    }

    /** A20: of units that cost 10.00 together, the last one costs what the others have left. */
    @Test
    void theLastOfThreeCostsWhatIsLeft() {
        Order three = Orders.paid(Documents.policy("aliexpress"), euro(0), Orders.line(1, 3, euro(400), euro(1_000)));
        assertThat(three.total()).isEqualTo(euro(1_000));
        assertThat(three.worthOf(Map.of(1, 1))).isEqualTo(euro(333));
        assertThat(three.rounding(Map.of(1, 1))).isEqualTo(euro(1));
        three.cancelUnits(Map.of(1, 2), CancelledBy.AGREEMENT, Orders.PLACED_AT);
        assertThat(three.worthOf(Map.of(1, 1))).isEqualTo(euro(334));
        assertThat(three.total()).isEqualTo(euro(334));
        assertThat(order.rounding(Map.of(1, 1))).isEqualTo(euro(0));
    }

    /** A20a: what is left is paid for. */
    @Test
    void unitsLeaveUntilTheRestIsPaid() {
        order.captured(euro(1_740), Orders.PLACED_AT);
        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        order.cancelUnits(Map.of(1, 1), CancelledBy.BUYER_UNPAID, Orders.PLACED_AT);
        assertThat(order.status()).isEqualTo(OrderStatus.PROCESSING);
    }

    private static Money euro(long cents) {
        return new Money(cents, EUR);
    }
}
