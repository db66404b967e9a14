package dev.countermand.payment;

import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundPurpose;
import dev.countermand.payment.refund.RefundPurposesColumn;
import dev.countermand.payment.refund.RefundStatus;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "refund")
@IdClass(RefundRow.Key.class)
class RefundRow {
    @Id
    String orderId;

    @Id
    UUID id;

    String paymentId;
    long amount;

    @Enumerated(EnumType.STRING)
    RefundCause cause;

    @Enumerated(EnumType.STRING)
    RefundStatus status;

    /** Why it is made: the words that the buyer reads. */
    @Nullable
    String note;

    /** What its provider said last; for staff (A20b). */
    @Nullable
    String providerWords;

    /** By which rule, where it is the rule's and nobody's act. */
    @Nullable
    String rule;

    /** Null in what an earlier release wrote. */
    @Nullable
    @Convert(converter = RefundPurposesColumn.class)
    List<RefundPurpose> purposes;

    /** How often a provider has said no for good, or sent it back: the next attempt is another one for them. */
    int round;

    /** Since when that is so; null in the first round, which began with the refund. */
    @Nullable
    Instant roundSince;

    /** The chargeback that took the same money back before this was handed over (A20a). */
    @Nullable
    String stoppedBy;

    @Nullable
    Instant escalatedAt;

    Instant requestedAt;

    @Nullable
    Instant submittedAt;

    @Nullable
    Instant sentAt;

    @Nullable
    Instant expectedFrom;

    @Nullable
    Instant expectedTo;

    @Nullable
    Instant arrivedAt;

    @Nullable
    Instant repayBy;

    @Nullable
    String reference;

    /** By which the buyer's bank finds the money. */
    @Nullable
    String bankReference;

    int attempts;

    /** What it was before the act that moves it; the event says so. */
    @Transient
    @Nullable
    RefundStatus movedFrom;

    @Version
    Long version;

    /** Of the round that is under way. */
    final RefundKey key() {
        return new RefundKey(id, round);
    }

    final void become(RefundStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Refund " + id + " cannot go from " + status + " to " + next);
        }
        movedFrom = status;
        status = next;
    }

    /** A20b: it is before a person, and its money has not left. */
    final boolean isOwed() {
        return status == RefundStatus.ESCALATED && sentAt == null;
    }

    /** A22: its money has left, whether or not anybody knows that it arrived. */
    final boolean hasLeft() {
        return status.paidOut() || status == RefundStatus.ESCALATED && sentAt != null;
    }

    /** What was said of it so far is not said of what follows. */
    final void nextRound(Instant now) {
        round++;
        roundSince = now;
        reference = null;
        bankReference = null;
        submittedAt = null;
        sentAt = null;
        arrivedAt = null;
    }

    record Key(String orderId, UUID id) {}
}
