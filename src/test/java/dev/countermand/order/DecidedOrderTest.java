package dev.countermand.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A26, F13: what a decision does to the units of an order and to its money. */
class DecidedOrderTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Policy POLICY = Documents.policy("aliexpress");
    private static final Instant LATER = Orders.PLACED_AT.plus(Duration.ofDays(3));

    private static Money euro(long minor) {
        return new Money(minor, EUR);
    }

    /** Two mugs and three spoons; a mug and a spoon are in the false parcel, the others in the real one. */
    private static Order parcels() {
        Order order = Orders.paid(POLICY, euro(490), Orders.line(1, 2, euro(1_250)), Orders.line(2, 3, euro(310)));
        order.declareShipped(Map.of(1, 1, 2, 1), Orders.PLACED_AT);
        order.declareShipped(Map.of(1, 1, 2, 2), Orders.PLACED_AT);
        return order;
    }

    @Test
    void onlyWhatIsInTheFalseParcelGoes() {
        Order order = parcels();
        Money foreseen = order.worthOf(Map.of(1, 1, 2, 1)).min(order.refundable());
        Money worth = order.lost(Map.of(1, 1, 2, 1), LATER);
        Money back = order.paidOf(worth);
        order.refunding(back);
        assertThat(worth).isEqualTo(euro(1_560));
        assertThat(back).as("what two people approve is what goes").isEqualTo(foreseen);
        assertThat(order.unitsLeft()).isEqualTo(Map.of(1, 1, 2, 2));
        assertThat(order.status()).as("the rest goes on").isEqualTo(OrderStatus.SHIPPED);
        assertThat(order.refundable()).isEqualTo(euro(3_920 - 1_560));
        assertThat(worth.percent(POLICY.fines().falseShipment().percent()))
                .as("only its share is fined")
                .isEqualTo(euro(1_560).percent(POLICY.fines().falseShipment().percent()));
    }

    @Test
    void theWholeOrderGoesWithAllItsMoney() {
        Order order = parcels();
        order.cancelAll(CancelledBy.ADMINISTRATION, LATER);
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.cancelledBy()).isEqualTo(CancelledBy.ADMINISTRATION);
        assertThat(order.unitsLeft()).isEmpty();
        assertThat(order.refundable()).isEqualTo(euro(3_920));
        assertThat(order.total()).isEqualTo(euro(0));
    }

    /** One after the other, they are the whole order, with its shipping. */
    @Test
    void parcelsOneAfterTheOtherAreTheWholeOrder() {
        Order order = parcels();
        order.refunding(order.paidOf(order.lost(Map.of(1, 1, 2, 1), LATER)));
        order.refunding(order.paidOf(order.lost(Map.of(1, 1, 2, 2), LATER)));
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.refunded()).isEqualTo(euro(3_920));
    }

    /** F13: nothing moves, and nobody is kept from anything; an end lifts it. */
    @Test
    void aHeldEscrowMovesNothing() {
        Order order = parcels();
        order.holdEscrow(LATER);
        assertThat(order.escrowHeld()).isTrue();
        assertThat(order.frozen()).isFalse();
        assertThat(order.refundable()).isEqualTo(euro(3_920));
        assertThat(order.pausedSince(LATER)).as("its deadlines run").isNull();
        order.letEscrowGo();
        assertThat(order.escrowHeld()).isFalse();
        order.holdEscrow(LATER);
        order.cancelAll(CancelledBy.ADMINISTRATION, LATER);
        assertThat(order.escrowHeld()).isFalse();
    }

    @Test
    void onlyWhatWasCancelledIsReinstated() {
        Order order = parcels();
        order.reinstated(OrderStatus.CANCELLED);
        assertThatIllegalStateException().isThrownBy(() -> order.reinstated(OrderStatus.RETURNED));
    }
}
