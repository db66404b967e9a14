package dev.countermand.order.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import org.junit.jupiter.api.Test;

/** A20, E1: what of the buyer's money is there, is owed, or goes back. */
class OrderMoneyTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void nothingIsThereBeforeAnybodyPays() {
        OrderMoney money = OrderMoney.none(EUR);
        assertThat(money.refundable()).isEqualTo(eur(0));
        assertThat(money.unpaid(eur(3000))).isEqualTo(eur(3000));
        assertThat(left(money, 3000, 2000).paidOf(eur(1000))).isEqualTo(eur(0));
    }

    @Test
    void severalPaymentsAddUp() {
        OrderMoney money = paid(1000).captured(eur(500));
        assertThat(money.paid()).isEqualTo(eur(1500));
        assertThat(money.unpaid(eur(1600))).isEqualTo(eur(100));
        assertThat(money.unpaid(eur(1500))).isEqualTo(eur(0));
        assertThat(money.unpaid(eur(1400))).isEqualTo(eur(0));
    }

    @Test
    void whatWentBackAndWhatIsKeptCannotBeRefundedAgain() {
        OrderMoney money = paid(1000).refunding(eur(300)).keeping(eur(200));
        assertThat(money.refundable()).isEqualTo(eur(500));
        assertThat(money.paid()).isEqualTo(eur(1000));
    }

    @Test
    void unitsThatWerePaidForGoBackWithTheirMoney() {
        assertThat(left(paid(3000), 3000, 2000).paidOf(eur(1000))).isEqualTo(eur(1000));
    }

    @Test
    void whatWasPaidGoesForWhatIsStillOrderedFirst() {
        assertThat(left(paid(3000), 4000, 3000).paidOf(eur(1000))).isEqualTo(eur(0));
        assertThat(left(paid(3000), 3600, 2600).paidOf(eur(1000))).isEqualTo(eur(400));
    }

    @Test
    void noMoreGoesBackThanIsThere() {
        assertThat(left(paid(3000).refunding(eur(2500)), 3000, 0).paidOf(eur(1000)))
                .isEqualTo(eur(500));
        assertThat(left(paid(3000).keeping(eur(2900)), 3000, 0).paidOf(eur(1000)))
                .isEqualTo(eur(100));
    }

    @Test
    void whatWentBackWithUnitsPaysForNothingElse() {
        OrderMoney money = left(paid(3000), 3000, 2000).refunding(eur(1000));
        assertThat(money.paidOf(eur(1000))).isEqualTo(eur(0));
        assertThat(money.unpaid(eur(2000))).isEqualTo(eur(0));
        assertThat(money.unpaid(eur(2500))).isEqualTo(eur(500));
    }

    @Test
    void whatWasNeverOwedPaysForNothing() {
        OrderMoney money = paid(3000).notOwed(eur(1000), eur(2000)).refunding(eur(1000));
        assertThat(money.unpaid(eur(2000))).isEqualTo(eur(0));
        assertThat(money.unpaid(eur(2500))).isEqualTo(eur(500));
    }

    @Test
    void whatTheBankTookPaysForNothing() {
        OrderMoney money = paid(3000).chargedBack(eur(500));
        assertThat(money.unpaid(eur(3000))).isEqualTo(eur(500));
        assertThat(left(money, 3000, 2000).paidOf(eur(1000))).isEqualTo(eur(500));
        assertThat(left(money, 3000, 2000).unpaid(eur(2000))).isEqualTo(eur(0));
        // It is won: what the unit that left was worth beyond that is there again, and not owed.
        OrderMoney won = left(money, 3000, 2000).refunding(eur(500)).chargedBack(eur(0));
        assertThat(won.notOwed(eur(2000))).isEqualTo(eur(500));
    }

    @Test
    void whatIsLeftToTheSellerIsOwed() {
        OrderMoney money = left(paid(3000), 3000, 0).leavingToSeller(eur(700)).refunding(eur(2300));
        assertThat(money.notOwed(eur(0))).isEqualTo(eur(0));
    }

    private static OrderMoney left(OrderMoney money, long before, long after) {
        return money.unitsLeft(eur(before), eur(after));
    }

    private static OrderMoney paid(long minor) {
        return OrderMoney.none(EUR).captured(eur(minor));
    }

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }
}
