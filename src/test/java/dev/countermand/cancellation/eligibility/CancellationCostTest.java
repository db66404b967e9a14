package dev.countermand.cancellation.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.units.OrderLine;
import dev.countermand.payment.charge.ChargeKind;
import dev.countermand.payment.charge.Charges.Charge;
import dev.countermand.payment.charge.Deduction;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E2, D4: what buyers who cancel alone do not get back. */
class CancellationCostTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final String CAUSE = "cancellation-1";
    private static final int ORDERS = 300;

    private static final Policy DEDUCTED = Documents.policy("eldorado");
    private static final Policy DEDUCTED_IN_PROPORTION = Documents.policy(
            "own", 3, "name: own\nversion: 3\nextends: eldorado/1\ncancellation: {shippingFee: IN_PROPORTION}\n");
    private static final Policy REFUNDED = Documents.policy("lamoda");
    private static final Policy LAW = Documents.policy("eldorado+distance-selling", 1001);
    private static final Policy SELLER_FETCHES = Documents.policy("own", 3, """
        name: own
        version: 3
        extends: eldorado/1
        withdrawalRight: {afterHandOver: P7D, withoutTermsInWriting: P3M, repayWithin: P10D, deliveryFromBuyer: SELLER, refundWhen: SENT_BACK}
        """);

    /** E2: nothing was spent on what has not left. */
    @Test
    void whatIsNotOnItsWayCostsNothing() {
        Order order = order(DEDUCTED);
        assertThat(CancellationCost.incurred(order, order.unitsLeft(), CAUSE)).isNull();
        order.declareShipped(Map.of(2, 1), Orders.PLACED_AT);
        assertThat(CancellationCost.incurred(order, Map.of(1, 2), CAUSE)).isNull();
    }

    /** E2: shipping costs already incurred are deducted. */
    @Test
    void whatIsOnItsWayCostsTheShippingThatWasSpent() {
        Order order = order(DEDUCTED);
        order.declareShipped(order.openUnits(), Orders.PLACED_AT);
        assertThat(CancellationCost.incurred(order, order.unitsLeft(), CAUSE))
                .isEqualTo(new Charge(
                        ChargeKind.SHIPPING_COSTS,
                        BornBy.BUYER,
                        true,
                        euro(490),
                        "E2",
                        "The order was on its way when it was cancelled",
                        CAUSE));
    }

    /** E2: a fee that goes with the last unit was spent, whichever unit leaves first, and is kept once. */
    @Test
    void whatWasSpentIsKeptOnceInWhicheverOrderTheUnitsLeave() {
        for (boolean shippedFirst : new boolean[] {true, false}) {
            Order order = order(DEDUCTED);
            order.declareShipped(Map.of(2, 1), Orders.PLACED_AT);
            List<Map<Integer, Integer>> parts = List.of(Map.of(2, 1), Map.of(1, 2));
            Money back = euro(0);
            Money kept = euro(0);
            for (Map<Integer, Integer> units : shippedFirst ? parts : parts.reversed()) {
                Charge cost = CancellationCost.incurred(order, units, CAUSE);
                Deduction deduction =
                        Deduction.of(order, order.callBack(units, CancelledBy.BUYER, Orders.PLACED_AT), cost);
                order.refunding(deduction.back());
                back = back.plus(deduction.back());
                for (Charge charge : deduction.charges()) {
                    kept = kept.plus(charge.amount());
                }
            }
            assertThat(back).as("shipped first: " + shippedFirst).isEqualTo(euro(2_810));
            assertThat(kept).as("shipped first: " + shippedFirst).isEqualTo(euro(490));
        }
    }

    @Test
    void aMarketThatRefundsShippingDeductsNone() {
        Order order = order(REFUNDED);
        order.declareShipped(order.openUnits(), Orders.PLACED_AT);
        assertThat(CancellationCost.incurred(order, order.unitsLeft(), CAUSE)).isNull();
    }

    /** D4: by law they owe what fetching the goods costs, and they do not have them yet. */
    @Test
    void byLawNothingIsDeductedBeforeHandOver() {
        Order order = order(LAW);
        order.declareShipped(order.openUnits(), Orders.PLACED_AT);
        assertThat(CancellationCost.incurred(order, order.unitsLeft(), CAUSE)).isNull();
    }

    /** D4: less the cost of delivery from the consumer. */
    @Test
    void havingTheGoodsFetchedCostsWhatBringingThemDid() {
        Order order = order(LAW);
        order.handedOver(Orders.PLACED_AT);
        assertThat(CancellationCost.fetching(order, true, CAUSE))
                .isEqualTo(new Charge(
                        ChargeKind.RETURN_SHIPPING,
                        BornBy.BUYER,
                        true,
                        euro(490),
                        "D4",
                        "The shop fetches the goods from the buyer",
                        CAUSE));
        assertThat(CancellationCost.fetching(order, false, CAUSE)).isNull();
    }

    @Test
    void fetchingIsFreeWhereTheSellerBearsItOrNoLawIsThere() {
        for (Policy policy : List.of(SELLER_FETCHES, DEDUCTED)) {
            Order order = order(policy);
            order.handedOver(Orders.PLACED_AT);
            assertThat(CancellationCost.fetching(order, true, CAUSE)).isNull();
        }
    }

    /** D3: for what was made for this buyer alone there is no such right. */
    @Test
    void fetchingIsNoneOfBespokeGoods() {
        Order order = Orders.paid(LAW, euro(490), new OrderLine(1, "SUIT", null, 1, euro(9_000), true, 0, 0));
        order.handedOver(Orders.PLACED_AT);
        assertThat(CancellationCost.fetching(order, true, CAUSE)).isNull();
    }

    /** C1: what is on its way cannot be cancelled any more where dispatch is the last moment. */
    @Test
    void onlyOpenUnitsCanBeCancelledWhereDispatchIsTheLastMoment() {
        Order order = order(Documents.policy("cod-post"));
        order.declareShipped(Map.of(1, 1), Orders.PLACED_AT);
        assertThat(CancellableUnits.available(order, Orders.PLACED_AT)).isEqualTo(Map.of(1, 1, 2, 1));
    }

    /** D3: of an order handed over, all but what was made for this buyer alone. */
    @Test
    void byLawAllIsAvailableButBespokeGoods() {
        Order order = Orders.paid(
                LAW,
                euro(490),
                Orders.line(1, 2, euro(1_250)),
                new OrderLine(2, "SUIT", null, 1, euro(9_000), true, 0, 0));
        assertThat(CancellableUnits.available(order, Orders.PLACED_AT))
                .as("before hand-over the market gives it anyway")
                .isEqualTo(Map.of(1, 2, 2, 1));
        order.handedOver(Orders.PLACED_AT);
        assertThat(CancellableUnits.available(order, Orders.PLACED_AT)).isEqualTo(Map.of(1, 2));
    }

    /**
     * Orders of which some units are on their way, cancelled in parts: a part keeps back no more than the fee that went with
     * it, all of them together no more than the fee, and what goes back and what is kept is what was paid (A20).
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 2026, -5})
    void whatGoesBackAndWhatIsKeptIsWhatWasPaid(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ORDERS; i++) {
            Policy policy = random.nextBoolean() ? DEDUCTED : DEDUCTED_IN_PROPORTION;
            Order order = order(policy, random);
            Money paid = order.paid();
            Money kept = euro(0);
            boolean shipped = false;
            List<String> story = new ArrayList<>(List.of("seed " + seed + ", order " + i + ", " + policy.name()));
            while (!order.status().ended()) {
                if (random.nextInt(3) == 0) {
                    Map<Integer, Integer> units = some(random, order.openUnits());
                    order.declareShipped(units, Orders.PLACED_AT);
                    shipped |= !units.isEmpty();
                    story.add("ships " + units);
                }
                Map<Integer, Integer> units = some(random, order.unitsLeft());
                Charge cost = CancellationCost.incurred(order, units, CAUSE);
                Money worth = order.callBack(units, CancelledBy.BUYER, Orders.PLACED_AT);
                Deduction deduction = Deduction.of(order, worth, cost);
                story.add("cancels " + units + ", back " + deduction.back().text());
                assertThat(deduction.charges()).as("%s", story).allMatch(Charge::deducted);
                for (Charge charge : deduction.charges()) {
                    assertThat(charge.amount().minor())
                            .as("%s", story)
                            .isBetween(1L, worth.minus(order.goodsOf(units)).minor());
                    kept = kept.plus(charge.amount());
                }
                assertThat(deduction.back().minor()).as("%s", story).isNotNegative();
                order.refunding(deduction.back());
            }
            assertThat(order.refunded().plus(kept)).as("%s", story).isEqualTo(paid);
            assertThat(kept).as("%s", story).isBetween(euro(0), order.terms().shippingFee());
            if (!shipped) {
                assertThat(order.refunded())
                        .as("nothing was sent, so all comes back: %s", story)
                        .isEqualTo(paid);
            }
        }
    }

    private static Order order(Policy policy) {
        return Orders.paid(policy, euro(490), Orders.line(1, 2, euro(1_250)), Orders.line(2, 1, euro(310)));
    }

    private static Order order(Policy policy, Random random) {
        OrderLine[] lines = new OrderLine[1 + random.nextInt(3)];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = Orders.line(i + 1, 1 + random.nextInt(4), euro(random.nextInt(2_000)));
        }
        return Orders.paid(policy, euro(random.nextInt(1_000)), lines);
    }

    /** At least one of the units there, unless there is none. */
    private static Map<Integer, Integer> some(Random random, Map<Integer, Integer> there) {
        Map<Integer, Integer> units = new TreeMap<>();
        there.forEach((line, left) -> {
            int taken = random.nextInt(left + 1);
            if (taken > 0) {
                units.put(line, taken);
            }
        });
        return units.isEmpty() ? there : units;
    }

    private static Money euro(long cents) {
        return new Money(cents, EUR);
    }
}
