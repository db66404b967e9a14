package dev.countermand.review.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many cases there are of each kind. */
class CaseCountsTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void countsEachKindByItself() {
        CaseCounts counts = CaseCounts.of(List.of(
                new CaseCounts.Alike(CaseStatus.OPEN, CaseReason.DETECTED, "aliexpress", EUR, true, true, 2, 500),
                new CaseCounts.Alike(CaseStatus.OPEN, CaseReason.LOST, "lamoda", EUR, false, true, 3, 700),
                new CaseCounts.Alike(CaseStatus.CLAIMED, CaseReason.LOST, "lamoda", JPY, true, false, 4, 900)));

        assertThat(counts.total()).isEqualTo(9);
        assertThat(counts.overdue()).isEqualTo(6);
        assertThat(counts.unassigned()).isEqualTo(5);
        assertThat(counts.statuses()).containsEntry(CaseStatus.OPEN, 5L).containsEntry(CaseStatus.CLAIMED, 4L);
        assertThat(counts.reasons()).containsEntry(CaseReason.DETECTED, 2L).containsEntry(CaseReason.LOST, 7L);
        assertThat(counts.markets()).containsEntry("aliexpress", 2L).containsEntry("lamoda", 7L);
        assertThat(counts.money())
                .containsExactly(
                        new CaseCounts.Stake(5, new Money(1_200, EUR)), new CaseCounts.Stake(4, new Money(900, JPY)));
    }

    @Test
    void countsNothingWhereNothingIs() {
        assertThat(CaseCounts.of(List.of()).total()).isZero();
        assertThat(CaseCounts.of(List.of()).money()).isEmpty();
    }
}
