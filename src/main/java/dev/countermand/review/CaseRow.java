package dev.countermand.review;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.Claim;
import dev.countermand.review.state.Priority;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "review_case")
@IdClass(CaseRow.Key.class)
class CaseRow {
    @Id
    String orderId;

    @Id
    UUID id;

    String sellerId;

    /** Null of a case that the release before has opened. */
    @Nullable
    String buyerId;

    /** The same. */
    @Nullable
    String market;

    @Enumerated(EnumType.STRING)
    CaseStatus status;

    int score;
    long amount;
    String currency;

    @Enumerated(EnumType.STRING)
    CaseReason reason;

    /** A19: the dispute that it is about; beside it, it may be about suspected fraud. */
    @Nullable
    UUID disputeId;

    Instant openedAt;
    Instant dueAt;

    /** What orders the queue: {@link Priority#ranksAt}; null of a case that the release before has opened. */
    @Nullable
    Instant ranksAt;

    /** P7: nobody has decided it by then. */
    @Nullable
    Instant overdueSince;

    /** A26: since when it is known that the seller gave no evidence in time. */
    @Nullable
    Instant noEvidenceSince;

    @Nullable
    String assignee;

    @Nullable
    UUID claimToken;

    @Nullable
    Instant claimUntil;

    @Nullable
    @Enumerated(EnumType.STRING)
    CaseVerdict verdict;

    @Nullable
    String statement;

    @Nullable
    String decidedBy;

    /** Null of a case that the release before has decided. */
    @Nullable
    Instant decidedAt;

    @Nullable
    Instant closedAt;

    @Nullable
    String closingNote;

    /** What it was before the act that moves it; the event says so. */
    @Transient
    @Nullable
    CaseStatus movedFrom;

    @Version
    Long version;

    final Money atStake() {
        return new Money(amount, Currency.getInstance(currency));
    }

    final void score(int next) {
        score = next;
        rank();
    }

    final void about(CaseReason next) {
        reason = next;
        rank();
    }

    /** After what its place in the queue follows from has changed. */
    final void rank() {
        ranksAt = Priority.of(score, reason, atStake(), dueAt)
                .noEvidence(noEvidenceSince != null)
                .ranksAt();
    }

    /** A26: the seller has time until then, and nobody need decide before. */
    final void dueNotBefore(Instant evidenceDue) {
        if (overdueSince == null && dueAt.isBefore(evidenceDue)) {
            dueAt = evidenceDue;
            rank();
        }
    }

    /** A26: the seller's time is over. */
    final void noEvidence(Instant now) {
        noEvidenceSince = now;
        rank();
    }

    /** A26: the seller was asked anew, or the case begins anew: what they did not show before counts no more. */
    final void evidenceAnew() {
        noEvidenceSince = null;
        rank();
    }

    final void become(CaseStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Case " + id + " cannot go from " + status + " to " + next);
        }
        movedFrom = status;
        status = next;
    }

    final @Nullable Claim claim() {
        return assignee == null || claimToken == null || claimUntil == null
                ? null
                : new Claim(assignee, claimToken, claimUntil);
    }

    final void take(Claim claim) {
        if (status != CaseStatus.CLAIMED) {
            become(CaseStatus.CLAIMED);
        }
        assignee = claim.moderator();
        claimToken = claim.token();
        claimUntil = claim.until();
    }

    /** Nobody may act under the claim any more; who worked on it stays, unless the case is open again. */
    final void dropClaim() {
        claimToken = null;
        claimUntil = null;
        if (status == CaseStatus.OPEN) {
            assignee = null;
        }
    }

    final void close(String note, Instant now) {
        become(CaseStatus.CLOSED);
        dropClaim();
        closedAt = now;
        closingNote = note;
    }

    final KnownCase toKnown() {
        return new KnownCase(
                id,
                orderId,
                sellerId,
                status,
                reason,
                disputeId,
                score,
                atStake(),
                openedAt,
                dueAt,
                overdueSince,
                noEvidenceSince,
                assignee,
                claimUntil,
                verdict,
                statement,
                decidedBy,
                decidedAt,
                closedAt,
                closingNote,
                version == null ? 0 : version);
    }

    record Key(String orderId, UUID id) {}
}
