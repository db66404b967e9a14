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
        assertThat(money.overpaid(eur(3000))).isEqualTo(eur(0));
        assertThat(money.paidOf(eur(1000), eur(2000))).isEqualTo(eur(0));
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
        assertThat(paid(3000).paidOf(eur(1000), eur(2000))).isEqualTo(eur(1000));
    }

    @Test
    void whatWasPaidGoesForWhatIsStillOrderedFirst() {
        assertThat(paid(3000).paidOf(eur(1000), eur(3000))).isEqualTo(eur(0));
        assertThat(paid(3000).paidOf(eur(1000), eur(2600))).isEqualTo(eur(400));
    }

    @Test
    void noMoreGoesBackThanIsThere() {
        assertThat(paid(3000).refunding(eur(2500)).paidOf(eur(1000), eur(0))).isEqualTo(eur(500));
        assertThat(paid(3000).keeping(eur(2900)).paidOf(eur(1000), eur(0))).isEqualTo(eur(100));
    }

    @Test
    void overpaidIsWhatIsThereBeyondTheTotal() {
        assertThat(paid(3000).overpaid(eur(2000))).isEqualTo(eur(1000));
        assertThat(paid(3000).refunding(eur(1000)).overpaid(eur(2000))).isEqualTo(eur(0));
        assertThat(paid(3000).keeping(eur(400)).overpaid(eur(2000))).isEqualTo(eur(600));
    }

    private static OrderMoney paid(long minor) {
        return OrderMoney.none(EUR).captured(eur(minor));
    }

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }
}
