package dev.countermand.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.RefusedException;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.charge.ChargeKind;
import dev.countermand.payment.charge.Charges.Charge;
import dev.countermand.payment.charge.Deduction;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** C3, E2: what a refusal costs and whom; without a figure, the shipping fee. */
class RefusalCostTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Policy POST = Documents.policy("cod-post");
    private static final Policy OWN_VANS = Documents.policy("eldorado");
    private static final Policy TRY_ON = Documents.policy("lamoda");
    private static final Policy CARRIER = Documents.policy("aliexpress");

    @Test
    void itIsTheShippingFeeUnlessSomebodySaysWhatItWas() {
        assertThat(cost(OWN_VANS, null).amount()).isEqualTo(euro(490));
        assertThat(cost(OWN_VANS, "7.35").amount()).isEqualTo(euro(735));
        assertThat(cost(OWN_VANS, "0.00").amount()).isEqualTo(euro(0));
    }

    /** C3: a claim on the buyer, or the shop's loss, as the policy says. */
    @Test
    void thePolicySaysWhoBearsIt() {
        assertThat(cost(POST, null)).returns(BornBy.BUYER, Charge::debtor).returns(true, Charge::deducted);
        assertThat(cost(OWN_VANS, null)).returns(BornBy.BUYER, Charge::debtor).returns(true, Charge::deducted);
        assertThat(cost(TRY_ON, null)).returns(BornBy.SELLER, Charge::debtor).returns(false, Charge::deducted);
        assertThat(cost(CARRIER, null)).returns(BornBy.SELLER, Charge::debtor).returns(false, Charge::deducted);
    }

    /** D1, D4: the law goes before what the market says. */
    @Test
    void byLawItIsTheShopsLoss() {
        for (Policy law : List.of(
                Documents.policy("eldorado+distance-selling", 1001),
                Documents.policy("cod-post+distance-selling", 1001))) {
            assertThat(cost(law, "7.35"))
                    .returns(BornBy.SELLER, Charge::debtor)
                    .returns(false, Charge::deducted)
                    .returns("D4", Charge::rule)
                    .returns(euro(735), Charge::amount);
            // D3: what was made to measure is not the law's, so the market's terms hold.
            OrderState state = new OrderState(OrderStatus.SHIPPED, null, false, false);
            assertThat(RefusalCost.of(Orders.bespoke(state, law), request(HandOverOutcome.REFUSED, null)))
                    .returns(BornBy.BUYER, Charge::debtor);
        }
    }

    @Test
    void itNamesTheRuleOfWhoBroughtIt() {
        assertThat(cost(POST, null).rule()).isEqualTo("C3");
        assertThat(cost(OWN_VANS, null).rule()).isEqualTo("E2");
        assertThat(cost(CARRIER, null).rule()).isEqualTo("A14");
        assertThat(cost(POST, null).kind()).isEqualTo(ChargeKind.DELIVERY_COSTS);
    }

    @Test
    void itSaysInWordsWhatHappened() {
        assertThat(cost(OWN_VANS, null).statement()).endsWith("was refused: the buyer bears it");
        assertThat(cost(TRY_ON, null).statement()).endsWith("was refused: the shop's loss");
        assertThat(RefusalCost.of(order(POST), request(HandOverOutcome.UNCLAIMED, null))
                        .statement())
                .endsWith("was not fetched or refused: the buyer bears it");
    }

    /** P3, C2: what came back, and what nobody fetched, is not the same to its reader. */
    @Test
    void ofOneParcelItSaysWhatBecameOfIt() {
        assertThat(ofParcel(ParcelState.RETURNED)).startsWith("What it cost to bring a parcel that came back: ");
        assertThat(ofParcel(ParcelState.ACCEPTED)).startsWith("What it cost to bring a parcel that nobody fetched: ");
    }

    private static String ofParcel(ParcelState state) {
        Parcel parcel = new Parcel(new UUID(0, 1), Map.of(1, 1), false, state, Orders.PLACED_AT, null, false);
        return RefusalCost.ofParcel(order(POST), parcel).statement();
    }

    @Test
    void refusesWhatIsNoAmountOfTheCurrency() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> cost(OWN_VANS, "7.355"))
                .withMessageContaining("deliveryCosts");
    }

    /** E2: it was paid, so the cost is kept back; of 15.00 and 4.90 come 15.00 back. */
    @Test
    void ofAPaidOrderItIsKeptBack() {
        Order order = order(OWN_VANS);
        Charge cost = RefusalCost.of(order, request(HandOverOutcome.REFUSED, null));
        Money worth = order.callBack(order.unitsLeft(), CancelledBy.BUYER, Orders.PLACED_AT);
        Deduction deduction = Deduction.of(order, worth, cost);
        assertThat(deduction.back()).isEqualTo(euro(1_500));
        assertThat(deduction.charges()).singleElement().returns(true, Charge::deducted);
    }

    /** C1, C3: nothing was paid, so the cost is a claim. */
    @Test
    void ofAnUnpaidOrderItIsAClaim() {
        Order order = Orders.placed(POST, euro(490), Orders.line(1, 1, euro(1_500)));
        order.declareShipped(Map.of(1, 1), Orders.PLACED_AT);
        Charge cost = RefusalCost.of(order, request(HandOverOutcome.UNCLAIMED, null));
        Deduction deduction = Deduction.of(order, order.takeBack(order.unitsLeft(), Orders.PLACED_AT), cost);
        assertThat(deduction.back()).isEqualTo(euro(0));
        assertThat(deduction.charges())
                .singleElement()
                .returns(false, Charge::deducted)
                .returns(euro(490), Charge::amount);
    }

    private static Charge cost(Policy policy, @Nullable String costs) {
        return RefusalCost.of(order(policy), request(HandOverOutcome.REFUSED, costs));
    }

    private static Order order(Policy policy) {
        return Orders.paid(policy, euro(490), Orders.line(1, 1, euro(1_500)));
    }

    private static HandOver request(HandOverOutcome outcome, @Nullable String costs) {
        return new HandOver(outcome, HandOver.About.ALL_THERE, null, null, null, null, costs, null, null);
    }

    private static Money euro(long cents) {
        return new Money(cents, EUR);
    }
}
