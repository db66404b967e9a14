package dev.countermand.payment.escalation;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "refund_act")
@IdClass(RefundActRow.Key.class)
class RefundActRow {
    @Id
    String orderId;

    @Id
    UUID refundId;

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    RefundActKind kind;

    @Nullable
    String how;

    @Nullable
    String reference;

    @Nullable
    String statement;

    boolean notAtProvider;
    String decidedBy;
    Instant at;

    RefundActs.Done toDone() {
        return new RefundActs.Done(refundId, kind, how, reference, statement, decidedBy, at);
    }

    record Key(String orderId, UUID refundId, UUID id) {}
}
