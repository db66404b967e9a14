package dev.countermand.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.payment.charge.Charges.Charge;
import dev.countermand.policy.BornBy;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** C3, D4, E2: a cost is kept back from the buyer's money that is there; the rest of it is a claim. */
class DeductionTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Policy LAMODA = Documents.policy("lamoda");
    private static final Policy ELDORADO = Documents.policy("eldorado");
    private static final int MOST = 4;

    @Test
    void withoutACostAllGoesBack() {
        Deduction deduction = Deduction.of(order(EUR, 2_990, 0), euro(2_990), null);
        assertThat(deduction.back()).isEqualTo(euro(2_990));
        assertThat(deduction.charges()).isEmpty();
    }

    /** A20: the sum of refunds never exceeds what was captured. */
    @Test
    void noMoreGoesBackThanIsLeftOfWhatWasPaid() {
        assertThat(Deduction.of(order(EUR, 2_990, 2_700), euro(2_990), null).back())
                .isEqualTo(euro(290));
        assertThat(Deduction.of(order(EUR, 2_990, 2_990), euro(2_990), null).back())
                .isEqualTo(euro(0));
    }

    /** E1: what was added is paid later; dropped before that, nothing was paid for it. */
    @Test
    void whatWasAddedAndNotPaidDoesNotGoBack() {
        Order order = Orders.paid(ELDORADO, euro(490), Orders.line(1, 2, euro(1_250)));
        order.addLine(Orders.line(1, 1, euro(2_000)));
        Money kettle = order.cancelUnits(Map.of(2, 1), CancelledBy.BUYER, Orders.PLACED_AT);
        assertThat(kettle).isEqualTo(euro(2_000));
        assertThat(Deduction.of(order, kettle, null).back()).isEqualTo(euro(0));
        Money mug = order.cancelUnits(Map.of(1, 1), CancelledBy.BUYER, Orders.PLACED_AT);
        assertThat(Deduction.of(order, mug, null).back()).isEqualTo(euro(1_250));
    }

    /** E1: what was paid goes for what is still ordered first. */
    @Test
    void whatIsOrderedAndNotPaidIsSetOffAgainstWhatGoes() {
        Order order = Orders.paid(ELDORADO, euro(490), Orders.line(1, 2, euro(1_250)));
        order.addLine(Orders.line(1, 1, euro(1_000)));
        Money mug = order.cancelUnits(Map.of(1, 1), CancelledBy.BUYER, Orders.PLACED_AT);
        Money back = Deduction.of(order, mug, null).back();
        assertThat(back).isEqualTo(euro(250));
        order.refunding(back);
        assertThat(order.refundable()).as("nothing is owed by anybody").isEqualTo(order.total());
        Money rest = order.cancelAll(CancelledBy.BUYER, Orders.PLACED_AT);
        assertThat(Deduction.of(order, rest, null).back()).isEqualTo(euro(2_740));
    }

    /** Goodwill is the buyer's to keep: it makes no later refund smaller while money is there. */
    @Test
    void goodwillIsNotSetOff() {
        Order order = Orders.paid(ELDORADO, euro(490), Orders.line(1, 2, euro(1_250)));
        order.refunding(euro(500));
        Money mug = order.cancelUnits(Map.of(1, 1), CancelledBy.BUYER, Orders.PLACED_AT);
        assertThat(Deduction.of(order, mug, null).back()).isEqualTo(euro(1_250));
    }

    @Test
    void theBuyersCostIsKeptBack() {
        Deduction deduction = Deduction.of(order(EUR, 2_990, 0), euro(2_990), cost(BornBy.BUYER, 490));
        assertThat(deduction.back()).isEqualTo(euro(2_500));
        assertThat(shown(deduction)).containsExactly("kept 4.90 hand-over");
    }

    @Test
    void whatIsNotThereCannotBeKeptAndIsAClaim() {
        Deduction deduction = Deduction.of(order(EUR, 2_990, 2_700), euro(2_990), cost(BornBy.BUYER, 490));
        assertThat(deduction.back()).isEqualTo(euro(0));
        assertThat(shown(deduction)).containsExactly("kept 2.90 hand-over", "claim 2.00 hand-over-claim");
    }

    /** C1, C3: paid on delivery and refused, nothing was paid. */
    @Test
    void whereNothingWasPaidAllOfItIsAClaim() {
        Deduction deduction = Deduction.of(order(EUR, 0, 0), euro(2_990), cost(BornBy.BUYER, 490));
        assertThat(deduction.back()).isEqualTo(euro(0));
        assertThat(shown(deduction)).containsExactly("claim 4.90 hand-over");
    }

    /** C3: the shop's loss is taken from nobody, whatever the charge that came in says. */
    @Test
    void theShopsLossIsNotKeptBack() {
        Deduction deduction = Deduction.of(order(EUR, 2_990, 0), euro(2_990), cost(BornBy.SELLER, 490));
        assertThat(deduction.back()).isEqualTo(euro(2_990));
        assertThat(shown(deduction)).containsExactly("claim 4.90 hand-over");
    }

    @Test
    void aCostAsGreatAsTheMoneyLeavesNothingAndNoClaim() {
        Deduction deduction = Deduction.of(order(EUR, 490, 0), euro(490), cost(BornBy.BUYER, 490));
        assertThat(deduction.back()).isEqualTo(euro(0));
        assertThat(shown(deduction)).containsExactly("kept 4.90 hand-over");
    }

    @Test
    void aCostOfNothingIsNotBooked() {
        Deduction deduction = Deduction.of(order(EUR, 2_990, 0), euro(2_990), cost(BornBy.BUYER, 0));
        assertThat(deduction.back()).isEqualTo(euro(2_990));
        assertThat(deduction.charges()).isEmpty();
    }

    @Test
    void currenciesAreNotMixed() {
        Order order = order(EUR, 2_990, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deduction.of(order, new Money(2_990, JPY), null))
                .withMessageContaining("Cannot mix");
        Charge yen = charge(BornBy.BUYER, new Money(490, JPY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deduction.of(order, euro(2_990), yen))
                .withMessageContaining("Cannot mix");
    }

    /** Every small payment, earlier refund, worth and cost, of either debtor. */
    @Test
    void refundsAndWhatIsKeptAreNeverMoreThanWasPaid() {
        for (int paid = 0; paid <= MOST; paid++) {
            for (int refunded = 0; refunded <= paid; refunded++) {
                for (int worth = 0; worth <= MOST; worth++) {
                    for (int cost = 0; cost <= MOST; cost++) {
                        for (BornBy debtor : BornBy.values()) {
                            holds(paid, refunded, worth, cost, debtor);
                        }
                    }
                }
            }
        }
    }

    private static void holds(int paid, int refunded, int worth, int cost, BornBy debtor) {
        String what = String.format(
                Locale.ROOT, "paid %d, refunded %d, worth %d, cost %d of %s", paid, refunded, worth, cost, debtor);
        Charge charge = charge(debtor, new Money(cost, JPY));
        Deduction deduction = Deduction.of(order(JPY, paid, refunded), new Money(worth, JPY), charge);
        long kept = sum(deduction, true);
        long claimed = sum(deduction, false);
        assertThat(deduction.back().minor()).as(what).isNotNegative();
        assertThat(deduction.charges()).as(what).allMatch(each -> each.amount().isPositive());
        assertThat(deduction.charges())
                .as(what)
                .allMatch(each -> each.debtor() == debtor && each.rule().equals("C3"));
        assertThat(deduction.charges().stream().map(Charge::cause).distinct())
                .as("each is booked once: " + what)
                .hasSameSizeAs(deduction.charges());
        assertThat(kept + claimed).as(what).isEqualTo(cost);
        assertThat(deduction.back().minor() + kept).as(what).isEqualTo(Math.min(worth, paid - refunded));
        if (debtor == BornBy.SELLER) {
            assertThat(kept).as(what).isZero();
        } else if (claimed > 0) {
            assertThat(deduction.back().minor())
                    .as("nothing is claimed while money is there: " + what)
                    .isZero();
        }
    }

    private static long sum(Deduction deduction, boolean kept) {
        return deduction.charges().stream()
                .filter(charge -> charge.deducted() == kept)
                .mapToLong(charge -> charge.amount().minor())
                .sum();
    }

    private static List<String> shown(Deduction deduction) {
        return deduction.charges().stream()
                .map(charge -> (charge.deducted() ? "kept " : "claim ")
                        + charge.amount().text() + " " + charge.cause())
                .toList();
    }

    private static @Nullable Charge cost(BornBy debtor, long cents) {
        return charge(debtor, euro(cents));
    }

    private static Charge charge(BornBy debtor, Money amount) {
        return new Charge(ChargeKind.DELIVERY_COSTS, debtor, true, amount, "C3", "It was refused", "hand-over");
    }

    /** All its units have left it, so that all that was paid is owed. */
    private static Order order(Currency currency, long paid, long refunded) {
        Order order =
                Orders.placed(LAMODA, Money.zero(currency), Orders.line(1, 1, new Money(Math.max(paid, 1), currency)));
        order.captured(new Money(paid, currency), Orders.PLACED_AT);
        order.cancelAll(CancelledBy.BUYER, Orders.PLACED_AT);
        order.refunding(new Money(refunded, currency));
        return order;
    }

    private static Money euro(long cents) {
        return new Money(cents, EUR);
    }
}
