package dev.countermand.payment;

import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundStatus;
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

    @Nullable
    String note;

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

    final void become(RefundStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Refund " + id + " cannot go from " + status + " to " + next);
        }
        movedFrom = status;
        status = next;
    }

    record Key(String orderId, UUID id) {}
}
