package dev.countermand.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.DueOrders.Outcome;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.document.Documents;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A1: closed by itself after 20 days; not before a payment that is being verified must be through (A3). */
class CloseUnpaidDeadlineTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant DUE = Orders.PLACED_AT.plus(Duration.ofDays(20));
    private static final Instant VERIFIED_BY = DUE.plus(Duration.ofHours(24));

    private final CloseUnpaidDeadline.Closing closing = new CloseUnpaidDeadline.Closing();
    private final Order order =
            Orders.placed(Documents.policy("aliexpress"), euro(490), Orders.line(1, 2, euro(1_250)));

    @Test
    void whatNobodyPaidIsClosedAndNothingGoesBack() {
        assertThat(closing.close(order, DUE)).isInstanceOf(Outcome.Changed.class);
        assertThat(order.status()).isEqualTo(OrderStatus.CLOSED_UNPAID);
        assertThat(closing.partlyPaid).isEmpty();
    }

    @Test
    void whatIsBeingVerifiedWaitsUntilThatMustBeOver() {
        order.paymentRegistered();
        assertThat(closing.close(order, DUE)).isEqualTo(new Outcome.Later(VERIFIED_BY));
        assertThat(closing.close(order, VERIFIED_BY.minusSeconds(1))).isEqualTo(new Outcome.Later(VERIFIED_BY));
        assertThat(order.status()).isEqualTo(OrderStatus.PAYMENT_VERIFYING);
        assertThat(closing.close(order, VERIFIED_BY)).isInstanceOf(Outcome.Changed.class);
        assertThat(order.status()).isEqualTo(OrderStatus.CLOSED_UNPAID);
    }

    /** A20a: what was paid of it is not owed any more. */
    @Test
    void ofWhatIsPartlyPaidTheMoneyIsToGoBack() {
        order.captured(euro(1), Orders.PLACED_AT);
        // A20a: nothing is being verified, so there is nothing to wait for.
        assertThat(closing.close(order, DUE)).isInstanceOf(Outcome.Changed.class);
        assertThat(closing.partlyPaid).containsExactly(order.id());
        assertThat(order.refundable()).isEqualTo(euro(1));
    }

    @Test
    void whatIsPaidToTheLastCentIsLeftAlone() {
        order.captured(euro(2_989), Orders.PLACED_AT);
        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        order.captured(euro(1), Orders.PLACED_AT);
        assertThat(order.status()).isEqualTo(OrderStatus.PROCESSING);
        assertThat(closing.close(order, VERIFIED_BY)).isEqualTo(new Outcome.Nothing());
        assertThat(closing.partlyPaid).isEmpty();
    }

    private static Money euro(long cents) {
        return new Money(cents, EUR);
    }
}
