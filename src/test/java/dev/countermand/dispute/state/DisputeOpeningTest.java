package dev.countermand.dispute.state;

import static dev.countermand.dispute.state.DisputeKind.NO_TRACKING_INFO;
import static dev.countermand.dispute.state.DisputeKind.REFUND_ONLY;
import static dev.countermand.dispute.state.DisputeKind.RETURN_GOODS_AND_MONEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Wait;
import dev.countermand.order.Address;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.tracking.event.ParcelNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A15, A19, P2: when a dispute can be opened, and about which units. */
class DisputeOpeningTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant DAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final Money PAID = new Money(2990, EUR);
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    private final Policies policies = new Policies(java.util.Optional.empty());

    /** A15: figures of two markets: 6 days and 10. */
    @Test
    void missingTrackingIsDisputedFromThePolicysDayOn() {
        for (String market : List.of("aliexpress", "eldorado")) {
            Order order = shipped(market);
            Duration wait = policy(market).shipping().noTrackingDisputeAfter().atLeast();
            List<DisputedParcel> parcels = List.of(parcel(FIRST, 2, ParcelState.DECLARED));
            assertThat(DisputeOpening.of(
                            order,
                            NO_TRACKING_INFO,
                            parcels,
                            false,
                            DAY.plus(wait).minusSeconds(1)))
                    .isEqualTo(new DisputeOpening.NotYet(DAY.plus(wait)));
            assertThat(DisputeOpening.of(order, NO_TRACKING_INFO, parcels, false, DAY.plus(wait)))
                    .isEqualTo(about(parcels.getFirst()));
        }
        assertThat(policy("aliexpress").shipping().noTrackingDisputeAfter()).hasToString("P6D");
        assertThat(policy("eldorado").shipping().noTrackingDisputeAfter()).hasToString("P10D");
    }

    /** A15, P2: of each parcel by itself: one was delivered, one was declared later, one is due. */
    @Test
    void missingTrackingIsDisputedPerParcel() {
        Order order = shipped("aliexpress");
        DisputedParcel there = parcel(FIRST, 1, ParcelState.DELIVERED);
        DisputedParcel late = parcel(SECOND, 1, ParcelState.DECLARED);
        DisputedParcel young = new DisputedParcel(
                THIRD, "ups 3", Map.of(1, 1), ParcelState.DECLARED, DAY.plus(Duration.ofDays(3)), false);
        Instant sixthDay = DAY.plus(Duration.ofDays(6));
        assertThat(DisputeOpening.of(order, NO_TRACKING_INFO, List.of(there, late, young), false, sixthDay))
                .isEqualTo(about(late));
        assertThat(DisputeOpening.of(order, NO_TRACKING_INFO, List.of(young), true, sixthDay))
                .isEqualTo(new DisputeOpening.NotYet(sixthDay.plus(Duration.ofDays(3))));
        assertThat(code(order, NO_TRACKING_INFO, there)).isEqualTo("CARRIER_ACCEPTED");
    }

    /** E1: no carrier tells of the shop's own couriers, however long one waits. */
    @Test
    void notOfTheShopsOwnCouriers() {
        DisputedParcel own = new DisputedParcel(FIRST, "own 1", Map.of(1, 2), ParcelState.DECLARED, DAY, true);
        assertThat(code(shipped("eldorado"), NO_TRACKING_INFO, own)).isEqualTo("OWN_DELIVERY");
    }

    @Test
    void notOnceTheCarrierHasIt() {
        assertThat(code(shipped("aliexpress"), NO_TRACKING_INFO, parcel(FIRST, 2, ParcelState.ACCEPTED)))
                .isEqualTo("CARRIER_ACCEPTED");
    }

    /** A19, P2: of what was delivered, also while the rest is still under way. */
    @Test
    void goodsGoBackOnceTheyWereDelivered() {
        Order order = shipped("aliexpress");
        DisputedParcel underWay = parcel(FIRST, 1, ParcelState.ACCEPTED);
        DisputedParcel there = parcel(SECOND, 1, ParcelState.DELIVERED);
        assertThat(code(order, RETURN_GOODS_AND_MONEY, parcel(FIRST, 2, ParcelState.DECLARED)))
                .isEqualTo("NOT_DELIVERED");
        assertThat(code(order, RETURN_GOODS_AND_MONEY, underWay)).isEqualTo("NOT_DELIVERED");
        assertThat(DisputeOpening.of(order, RETURN_GOODS_AND_MONEY, List.of(underWay, there), false, DAY))
                .isEqualTo(about(there));
    }

    /** L3: what was handed over in no parcel can be returned, too. */
    @Test
    void whatWasHandedOverGoesBackWithoutAParcel() {
        Order order = shipped("lamoda");
        order.handedOver(DAY);
        assertThat(DisputeOpening.of(order, RETURN_GOODS_AND_MONEY, List.of(), false, DAY))
                .isEqualTo(new DisputeOpening.Possible(
                        new DisputedUnits(List.of(new DisputedUnits.Part(null, Map.of(1, 2))))));
    }

    /** A15 says what can be done about a parcel that nobody has; REFUND_ONLY is no way around its days. */
    @Test
    void aRefundWithoutReturnNeedsAParcel() {
        Order order = shipped("aliexpress");
        assertThat(code(order, REFUND_ONLY, parcel(FIRST, 2, ParcelState.DECLARED)))
                .isEqualTo("NOT_ACCEPTED_BY_CARRIER");
        assertThat(code(order, REFUND_ONLY, parcel(FIRST, 2, ParcelState.ACCEPTED)))
                .isEmpty();
    }

    /** A20: what was refunded another way is not disputed once more; what is left of the order is. */
    @Test
    void notAboutWhatWasRefundedAlready() {
        Order order = shipped("aliexpress");
        DisputedParcel never = parcel(FIRST, 1, ParcelState.DECLARED);
        DisputedParcel there = parcel(SECOND, 1, ParcelState.DELIVERED);
        order.refunding(PAID);
        for (DisputeKind kind : List.of(NO_TRACKING_INFO, RETURN_GOODS_AND_MONEY, REFUND_ONLY)) {
            assertThat(DisputeOpening.of(order, kind, List.of(never, there), false, DAY.plus(Duration.ofDays(30))))
                    .isInstanceOfSatisfying(
                            DisputeOpening.NotNow.class,
                            no -> assertThat(no.code()).isEqualTo("NOTHING_TO_REFUND"));
        }
    }

    /** P1: what nobody has said where it is, is in the first parcel of which nobody has said what is in it. */
    @Test
    void aParcelOfWhichNothingIsKnownHasTheRest() {
        Order order = shipped("aliexpress");
        Parcel known = new Parcel(FIRST, Map.of(1, 1), false, ParcelState.DECLARED, null, null, false);
        DisputedParcel.Declared declared = new DisputedParcel.Declared(new ParcelNumber("ups", "1"), DAY);
        for (Map<Integer, Integer> told : List.of(Map.<Integer, Integer>of(), Map.of(1, 1))) {
            Parcel unknown = new Parcel(SECOND, told, true, ParcelState.DECLARED, null, null, false);
            assertThat(DisputedParcel.of(order, List.of(known, unknown), Map.of(FIRST, declared, SECOND, declared)))
                    .extracting(DisputedParcel::units)
                    .containsExactly(Map.of(1, 1), Map.of(1, 1));
        }
    }

    private static String code(Order order, DisputeKind kind, DisputedParcel parcel) {
        return DisputeOpening.of(order, kind, List.of(parcel), false, DAY.plus(Duration.ofDays(30)))
                        instanceof DisputeOpening.NotNow no
                ? no.code()
                : "";
    }

    private static DisputedParcel parcel(UUID id, int mugs, ParcelState state) {
        return new DisputedParcel(id, "ups " + id, Map.of(1, mugs), state, DAY, false);
    }

    private static DisputeOpening about(DisputedParcel parcel) {
        return new DisputeOpening.Possible(DisputedUnits.of(List.of(parcel)));
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
                Wait.of(Duration.ofDays(7)),
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
