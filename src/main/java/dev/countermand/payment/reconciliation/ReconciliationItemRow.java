package dev.countermand.payment.reconciliation;

import dev.countermand.payment.provider.Listed;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that was compared: theirs and ours, of which one may be missing. */
@Entity
@Table(name = "reconciliation_item")
@IdClass(ReconciliationItemRow.Key.class)
class ReconciliationItemRow {
    @Id
    UUID reconciliationId;

    @Id
    @Enumerated(EnumType.STRING)
    Listed.Thing thing;

    @Id
    String reference;

    @Nullable
    String orderId;

    @Nullable
    String ourId;

    @Nullable
    Long ourAmount;

    @Nullable
    String ourCurrency;

    @Nullable
    String ourState;

    @Nullable
    Long amount;

    @Nullable
    String currency;

    @Nullable
    String state;

    Instant at;

    @Enumerated(EnumType.STRING)
    @Nullable
    Difference difference;

    record Key(UUID reconciliationId, Listed.Thing thing, String reference) {}
}
