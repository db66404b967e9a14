package dev.countermand.payment.provider.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.payment.provider.PaymentProvider.Handover;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OfflineProviderTest {

    private static final Instruction REFUND =
            new Instruction(new UUID(0, 1), "receipt-1", new Money(2_990, Currency.getInstance("EUR")));

    /** A20b. */
    @Test
    void leavesRefundsToPeopleAndTakesNone() {
        OfflineProvider offline = new OfflineProvider(true);
        assertThat(offline.leavesToPeople()).contains(OfflineProvider.WHY);
        assertThat(offline.submit(REFUND).await().atMost(Duration.ofSeconds(5)))
                .isEqualTo(new Handover.Declined(OfflineProvider.WHY));
    }

    @Test
    void isUsedOnlyWhereItWasAskedFor() {
        assertThat(new OfflineProvider(true).isConfigured()).isTrue();
        assertThat(new OfflineProvider(false).isConfigured()).isFalse();
    }

    /** Nobody is there who could be asked, told from others, or compared with. */
    @Test
    void hasNoBooksAndNoNews() {
        OfflineProvider offline = new OfflineProvider(true);
        assertThat(offline.tells()).isFalse();
        assertThat(offline.lists()).isEmpty();
        assertThat(offline.reports()).isEmpty();
        assertThat(offline.mayBeNamedOtherwise("ch_1")).isFalse();
    }
}
