package dev.countermand.payment;

import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundPurpose;
import dev.countermand.payment.refund.RefundPurposesColumn;
import dev.countermand.payment.refund.RefundStatus;
import jakarta.persistence.Column;
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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
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

    /** P7: by when somebody should have decided what becomes of it; null unless it is before a person. */
    @Nullable
    Instant decideBy;

    /** Since when nobody has. */
    @Nullable
    Instant overdueSince;

    /** A20b: whoever cannot be called until then has it put before a person. Null in what an earlier release wrote. */
    @Nullable
    Instant handOverBy;

    /** Written by {@link PaymentStore#begin} alone, beside whoever has the refund locked. */
    @Column(insertable = false, updatable = false)
    @Nullable
    Instant handedOverAt;

    @Column(insertable = false, updatable = false)
    @Nullable
    Integer handedOverRound;

    /** A20b: since when its provider says that they do not have what may have been handed over. */
    @Nullable
    Instant missingSince;

    Instant requestedAt;

    @Nullable
    Instant submittedAt;

    /**
     * When its provider sent it, in the round under way. A person may have it tried once more, so that it is handed over
     * anew: it has left all the same, until they say that it came back.
     */
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
        decideBy = null;
        overdueSince = null;
    }

    /** When the first call that hands it over was begun in the round under way; null when nobody has begun one (A20). */
    final @Nullable Instant handedOver() {
        return handedOverRound != null && handedOverRound == round ? handedOverAt : null;
    }

    /** A20b: it is before a person, and may have been made: its provider was called, and has not answered. */
    final boolean isUnknown() {
        return status == RefundStatus.ESCALATED && handedOver() != null && reference == null && missingSince == null;
    }

    /** Since when it is what it is, as far as its provider can tell more of it. */
    final Instant since() {
        return Stream.of(requestedAt, roundSince, submittedAt, sentAt, escalatedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(requestedAt);
    }

    /** A20b: it is before a person, and its money has not left. */
    final boolean isOwed() {
        return status == RefundStatus.ESCALATED && sentAt == null;
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
        missingSince = null;
    }

    record Key(String orderId, UUID id) {}
}
