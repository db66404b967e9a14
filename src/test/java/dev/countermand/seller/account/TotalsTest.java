package dev.countermand.seller.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A18, A24: what a seller's account comes to. */
class TotalsTest {

    private static Totals of(Map<AccountKind, Long> sums) {
        return new Totals(Currency.getInstance("EUR"), sums);
    }

    @Test
    void whatIsOwedIsSetOffAgainstWhatWasReleased() {
        Totals totals = of(Map.of(
                AccountKind.RELEASE, 10_000L,
                AccountKind.FINE, -897L,
                AccountKind.CLAIM, -2_000L,
                AccountKind.RETURN_SHIPPING, -100L,
                AccountKind.HISTORY, -1_000L,
                AccountKind.PAYOUT, -3L));
        assertThat(totals.netting().text()).isEqualTo("29.97");
        assertThat(totals.paidOut().text()).isEqualTo("10.03");
        assertThat(totals.balance().text()).isEqualTo("60.00");
        assertThat(totals.payoutsDue()).isEqualTo(totals.balance());
    }

    /** A24: a claim that was set off was paid by the seller's own money: it changes nothing of what is due. */
    @Test
    void whatWasSetOffIsKeptFromWhatWasReleased() {
        Totals before = of(Map.of(AccountKind.RELEASE, 1_000L, AccountKind.CLAIM, -3_000L));
        assertThat(before.nettable().text()).isEqualTo("10.00");
        Totals after = of(Map.of(
                AccountKind.RELEASE, 1_000L,
                AccountKind.CLAIM, -3_000L,
                AccountKind.CLAIM_PAID, 1_000L,
                AccountKind.NETTED, -1_000L));
        assertThat(after.balance()).isEqualTo(before.balance());
        assertThat(after.netting()).isEqualTo(before.netting());
        assertThat(after.claimsPaid().text()).isEqualTo("0.00");
        assertThat(after.nettable().text()).isEqualTo("0.00");
    }

    /** A24, A27: money that came in pays what is owed, and a fine that was undone is none. */
    @Test
    void whatWasPaidAndUndoneIsOwedNoMore() {
        Totals totals = of(Map.of(
                AccountKind.FINE, -897L,
                AccountKind.FINE_UNDONE, 897L,
                AccountKind.RETURN_SHIPPING, -490L,
                AccountKind.CLAIM_PAID, 490L));
        assertThat(totals.fines().text()).isEqualTo("0.00");
        assertThat(totals.claimsPaid().text()).isEqualTo("4.90");
        assertThat(totals.netting().text()).isEqualTo("0.00");
        assertThat(totals.balance().text()).isEqualTo("0.00");
    }

    /** More is owed than released: nothing is due, and the rest stays owed. */
    @Test
    void nothingIsDueToWhoOwes() {
        Totals totals = of(Map.of(AccountKind.RELEASE, 500L, AccountKind.FINE, -897L));
        assertThat(totals.netting().text()).isEqualTo("5.00");
        assertThat(totals.balance().text()).isEqualTo("-3.97");
        assertThat(totals.payoutsDue().text()).isEqualTo("0.00");
    }

    /** A26: what was the seller's by a decision that was undone is not released. */
    @Test
    void whatWasUndoneIsNotReleased() {
        Totals totals = of(Map.of(AccountKind.RELEASE, 2_990L, AccountKind.DECISION_UNDONE, -2_990L));
        assertThat(totals.released().text()).isEqualTo("0.00");
        assertThat(totals.balance().text()).isEqualTo("0.00");
        assertThat(totals.nettable().text()).isEqualTo("0.00");
    }
}
