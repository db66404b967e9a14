package dev.countermand.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Wait;
import dev.countermand.order.Address;
import dev.countermand.order.Order;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.catalogue.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A18: escrow is released by itself only when the goods were delivered and no dispute is open. */
class ReleaseEscrowDeadlineTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant DAY = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void notWhileADisputeIsOpen() {
        Order order = paid();
        assertThat(ReleaseEscrowDeadline.releases(order)).isFalse();
        order.declareShipped(order.openUnits(), DAY);
        order.carrierAccepted(DAY);
        order.delivered(DAY);
        assertThat(ReleaseEscrowDeadline.releases(order)).isTrue();
        order.disputeIs(true);
        assertThat(ReleaseEscrowDeadline.releases(order)).isFalse();
        order.disputeIs(false);
        assertThat(ReleaseEscrowDeadline.releases(order)).isTrue();
        order.complete(DAY);
        assertThat(ReleaseEscrowDeadline.releases(order)).isFalse();
    }

    private static Order paid() {
        Order.Terms terms = new Order.Terms(
                "order-1",
                "aliexpress",
                1,
                "buyer-1",
                "seller-1",
                EUR,
                Wait.of(Duration.ofDays(7)),
                Money.zero(EUR),
                null,
                new Address("DE", "10115", null),
                DAY,
                "hash");
        OrderLine line = new OrderLine(1, "MUG", null, 1, new Money(1250, EUR), false, 0, 0);
        Order order = new Order(
                terms,
                new Policies(java.util.Optional.empty()).current("aliexpress").orElseThrow(),
                List.of(line),
                Actor.system("test"),
                DAY);
        order.captured(new Money(1250, EUR), DAY);
        return order;
    }
}
