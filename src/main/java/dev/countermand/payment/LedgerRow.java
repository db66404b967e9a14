package dev.countermand.payment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A movement of an order's money; only ever added. */
@Entity
@Table(name = "ledger_entry")
@IdClass(LedgerRow.Key.class)
class LedgerRow {
    @Id
    String orderId;

    @Id
    UUID id;

    String kind;
    long amount;
    String paymentId;

    @Nullable
    UUID refundId;

    Instant at;

    record Key(String orderId, UUID id) {}
}
