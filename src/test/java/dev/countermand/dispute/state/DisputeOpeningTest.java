package dev.countermand.dispute.state;

import static dev.countermand.dispute.state.DisputeKind.NO_TRACKING_INFO;
import static dev.countermand.dispute.state.DisputeKind.REFUND_ONLY;
import static dev.countermand.dispute.state.DisputeKind.RETURN_GOODS_AND_MONEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.Address;
import dev.countermand.order.Order;
import dev.countermand.order.OrderLine;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A15, A19: when a dispute can be opened, and for how much. */
class DisputeOpeningTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant DAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final Money PAID = new Money(2990, EUR);

    private final Policies policies = new Policies(java.util.Optional.empty());

    /** A15: figures of two markets: 6 days and 10. */
    @Test
    void missingTrackingIsDisputedFromThePolicysDayOn() {
        for (String market : List.of("aliexpress", "eldorado")) {
            Order order = shipped(market);
            Duration wait = policy(market).shipping().noTrackingDisputeAfter();
            assertThat(DisputeOpening.of(
                            order, NO_TRACKING_INFO, null, false, DAY.plus(wait).minusSeconds(1)))
                    .isEqualTo(new DisputeOpening.NotYet(DAY.plus(wait)));
            assertThat(DisputeOpening.of(order, NO_TRACKING_INFO, null, false, DAY.plus(wait)))
                    .isEqualTo(new DisputeOpening.Possible(PAID));
        }
        assertThat(policy("aliexpress").shipping().noTrackingDisputeAfter()).isEqualTo(Duration.ofDays(6));
        assertThat(policy("eldorado").shipping().noTrackingDisputeAfter()).isEqualTo(Duration.ofDays(10));
    }

    /** E1: no carrier tells of the shop's own couriers, however long one waits. */
    @Test
    void notOfTheShopsOwnCouriers() {
        assertThat(DisputeOpening.of(shipped("eldorado"), NO_TRACKING_INFO, null, true, DAY.plus(Duration.ofDays(30))))
                .isInstanceOfSatisfying(
                        DisputeOpening.NotNow.class, no -> assertThat(no.code()).isEqualTo("OWN_DELIVERY"));
    }

    @Test
    void notOnceTheCarrierHasIt() {
        Order order = shipped("aliexpress");
        order.carrierAccepted(DAY.plusSeconds(60));
        assertThat(code(order, NO_TRACKING_INFO)).isEqualTo("CARRIER_ACCEPTED");
    }

    @Test
    void goodsGoBackOnceTheyWereDelivered() {
        Order order = shipped("aliexpress");
        assertThat(code(order, RETURN_GOODS_AND_MONEY)).isEqualTo("NOT_DELIVERED");
        order.carrierAccepted(DAY);
        assertThat(code(order, RETURN_GOODS_AND_MONEY)).isEqualTo("NOT_DELIVERED");
        order.delivered(DAY);
        assertThat(code(order, RETURN_GOODS_AND_MONEY)).isEmpty();
    }

    /** A15 says what can be done about a parcel that nobody has; REFUND_ONLY is no way around its days. */
    @Test
    void aRefundWithoutReturnNeedsAParcel() {
        Order order = shipped("aliexpress");
        assertThat(code(order, REFUND_ONLY)).isEqualTo("NOT_ACCEPTED_BY_CARRIER");
        order.carrierAccepted(DAY);
        assertThat(code(order, REFUND_ONLY)).isEmpty();
    }

    /** A19, A20: up to what was paid and not given back. */
    @Test
    void theAmountIsAtMostWhatCanBeGivenBack() {
        Order order = shipped("aliexpress");
        order.carrierAccepted(DAY);
        Money some = new Money(1000, EUR);
        assertThat(DisputeOpening.of(order, REFUND_ONLY, some, false, DAY))
                .isEqualTo(new DisputeOpening.Possible(some));
        assertThat(DisputeOpening.of(order, REFUND_ONLY, PAID, false, DAY))
                .isEqualTo(new DisputeOpening.Possible(PAID));
        order.refunding(new Money(2000, EUR));
        assertThat(DisputeOpening.of(order, REFUND_ONLY, some, false, DAY))
                .isEqualTo(new DisputeOpening.TooMuch(new Money(990, EUR)));
        assertThat(DisputeOpening.of(order, REFUND_ONLY, null, false, DAY))
                .isEqualTo(new DisputeOpening.Possible(new Money(990, EUR)));
        order.refunding(new Money(990, EUR));
        assertThat(code(order, REFUND_ONLY)).isEqualTo("NOTHING_TO_REFUND");
    }

    private static String code(Order order, DisputeKind kind) {
        return DisputeOpening.of(order, kind, null, false, DAY.plus(Duration.ofDays(30)))
                        instanceof DisputeOpening.NotNow no
                ? no.code()
                : "";
    }

    private Policy policy(String market) {
        return policies.current(market).orElseThrow();
    }

    /** Paid, and declared shipped at {@link #DAY}. */
    private Order shipped(String market) {
        Order.Terms terms = new Order.Terms(
                "order-1",
                market,
                1,
                "buyer-1",
                "seller-1",
                EUR,
                Duration.ofDays(7),
                new Money(490, EUR),
                null,
                new Address("DE", "10115", null),
                DAY.minus(Duration.ofDays(1)),
                "hash");
        OrderLine line = new OrderLine(1, "MUG", null, 2, new Money(1250, EUR), false, 0, 0);
        Order order = new Order(terms, policy(market), List.of(line), Actor.system("test"), terms.placedAt());
        order.captured(PAID, terms.placedAt());
        order.declareShipped(order.openUnits(), DAY);
        return order;
    }
}
