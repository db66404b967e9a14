package dev.countermand.review.queue;

import dev.countermand.database.query.Columns;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stands in the queue.
 *
 * @param ranksAt its place in the order of priority; when it is due, of a case that the release before has opened
 * @param noEvidenceSince since when it is known that the seller gave no evidence in time (A26)
 * @param claimedUntil null unless somebody holds it
 * @param signals what stands against the order, or stood when it was let go, in words; the heaviest first
 */
record QueuedCase(
        String orderId,
        UUID id,
        String sellerId,
        @Nullable String buyerId,
        @Nullable String market,
        CaseStatus status,
        CaseReason reason,
        int score,
        Money amount,
        Instant openedAt,
        Instant dueAt,
        @Nullable Instant overdueSince,
        @Nullable Instant noEvidenceSince,
        @Nullable String assignee,
        @Nullable Instant claimedUntil,
        @Nullable CaseVerdict verdict,
        Instant ranksAt,
        List<String> signals) {

    Priority priority() {
        return Priority.of(score, reason, amount, dueAt).noEvidence(noEvidenceSince != null);
    }

    /** P7: nobody has decided it in time. */
    boolean overdue(Instant now) {
        return status.undecided() && !dueAt.isAfter(now);
    }

    QueuedCase with(List<String> words) {
        return with(words, verdict);
    }

    /** For whoever decides it a second time. */
    QueuedCase withoutVerdict() {
        return with(signals, null);
    }

    private QueuedCase with(List<String> words, @Nullable CaseVerdict shown) {
        return new QueuedCase(
                orderId,
                id,
                sellerId,
                buyerId,
                market,
                status,
                reason,
                score,
                amount,
                openedAt,
                dueAt,
                overdueSince,
                noEvidenceSince,
                assignee,
                claimedUntil,
                shown,
                ranksAt,
                words);
    }

    /** From the columns of {@link QueueSql#COLUMNS}. */
    static QueuedCase of(@Nullable Object[] row) {
        Columns columns = new Columns(row, 0);
        return new QueuedCase(
                columns.text(),
                columns.id(),
                columns.text(),
                columns.textOrNull(),
                columns.textOrNull(),
                CaseStatus.valueOf(columns.text()),
                CaseReason.valueOf(columns.text()),
                columns.count(),
                money(columns.longOrNull(), columns.text()),
                columns.moment(),
                columns.moment(),
                columns.momentOrNull(),
                columns.momentOrNull(),
                columns.textOrNull(),
                columns.momentOrNull(),
                verdict(columns.textOrNull()),
                columns.moment(),
                List.of());
    }

    private static Money money(@Nullable Long minor, String currency) {
        return new Money(minor == null ? 0 : minor, Currency.getInstance(currency));
    }

    private static @Nullable CaseVerdict verdict(@Nullable String name) {
        return name == null ? null : CaseVerdict.valueOf(name);
    }
}
