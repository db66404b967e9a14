package dev.countermand.review.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.kernel.RefusedException;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the queue asks the database. */
class QueueSqlTest {

    private static final String HOSTILE = "x'; drop table orders; --";
    private static final QueueSql.Reading READING =
            new QueueSql.Reading("mod-1", Instant.parse("2026-03-02T12:00:00Z"), null);

    @Test
    void hasABranchForEachStatusThatMayBe() {
        assertThat(page(QueueFilter.ALL).split("union all", -1)).hasSize(CaseStatus.values().length);
        assertThat(page(only(Set.of(CaseStatus.OPEN, CaseStatus.CLAIMED), null, null)))
                .contains("c.status = 'OPEN'", "c.status = 'CLAIMED'")
                .doesNotContain("'DECIDED'");
    }

    /** P7: what is decided is late no more. */
    @Test
    void looksForWhatIsOverdueAmongTheUndecidedAlone() {
        assertThat(page(only(Set.of(), true, null)).split("union all", -1)).hasSize(4);
        assertThat(QueueSql.page(only(Set.of(CaseStatus.DECIDED), true, null), READING, null, 51))
                .isNull();
        assertThat(page(only(Set.of(CaseStatus.DECIDED), false, null))).doesNotContain("c.due_at >");
    }

    @Test
    void takesWhatCallersSendAsParametersOnly() {
        QueueFilter filter = new QueueFilter(
                Set.of(),
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                Set.of(CaseReason.LOST),
                Set.of("NUMBER_REUSED"),
                1,
                HOSTILE,
                1L,
                2L,
                READING.now(),
                false,
                HOSTILE,
                QueueSort.AMOUNT);
        QueueSql.Reading reading = new QueueSql.Reading(HOSTILE, READING.now(), Set.of(new UUID(1, 2)));
        QueueSql.Statement page = Objects.requireNonNull(QueueSql.page(filter, reading, null, 51));

        assertThat(page.text()).doesNotContain("drop").contains("c.seller_id = :seller_id");
        assertThat(page.values()).containsEntry("seller_id", HOSTILE).containsEntry("assignee", HOSTILE);
        assertThat(QueueSql.next(filter, reading, CaseStatus.OPEN).text()).doesNotContain("drop");
        assertThat(Objects.requireNonNull(QueueSql.counts(filter, reading)).text())
                .doesNotContain("drop");
    }

    /** A view of one's own cases still gives the next free one: a free case is nobody's. */
    @Test
    void givesFreeCasesWhateverTheAssigneeOfTheView() {
        QueueFilter mine = only(Set.of(CaseStatus.DECIDED), null, QueueFilter.ME);

        assertThat(page(mine)).contains("c.assignee = :assignee");
        assertThat(QueueSql.next(mine, READING, CaseStatus.OPEN).text())
                .contains("c.status = 'OPEN'", "for update of o, c skip locked")
                .doesNotContain("assignee", "claim_until");
        assertThat(QueueSql.next(mine, READING, CaseStatus.CLAIMED).text()).contains("c.claim_until <= :now");
    }

    @Test
    void refusesAmountsWithoutACurrencyAndSignalsThatNobodyFinds() {
        assertThatThrownBy(() -> new QueueFilter(
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        QueueSort.AMOUNT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("currency");
        assertThatThrownBy(() -> new QueueFilter(
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        Set.of("F1"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        QueueSort.PRIORITY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("signal");
        assertThatThrownBy(() -> QueueFilter.minor("minAmount", "1.5", "JPY")).isInstanceOf(RefusedException.class);
        assertThat(QueueFilter.minor("minAmount", "15", "JPY")).isEqualTo(15);
    }

    private static String page(QueueFilter filter) {
        return Objects.requireNonNull(QueueSql.page(filter, READING, null, 51)).text();
    }

    private static QueueFilter only(Set<CaseStatus> statuses, @Nullable Boolean overdue, @Nullable String assignee) {
        return new QueueFilter(
                statuses,
                assignee,
                null,
                null,
                null,
                null,
                Set.of(),
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                overdue,
                null,
                QueueSort.PRIORITY);
    }
}
