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

    /** More is owed than released: nothing is due, and the rest stays owed. */
    @Test
    void nothingIsDueToWhoOwes() {
        Totals totals = of(Map.of(AccountKind.RELEASE, 500L, AccountKind.FINE, -897L));
        assertThat(totals.netting().text()).isEqualTo("5.00");
        assertThat(totals.balance().text()).isEqualTo("-3.97");
        assertThat(totals.payoutsDue().text()).isEqualTo("0.00");
    }
}
