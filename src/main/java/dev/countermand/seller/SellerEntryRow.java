package dev.countermand.seller;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An entry of a seller's record; only ever added. One that was revoked has made room for another of its cause. */
@Entity
@Table(name = "seller_entry")
@IdClass(SellerEntryRow.Key.class)
class SellerEntryRow {
    @Id
    String sellerId;

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    EntryKind kind;

    String orderId;
    String cause;
    String rule;
    long amount;
    String currency;
    int points;
    String statement;
    String decidedBy;
    Instant at;

    record Key(String sellerId, UUID id) {}
}
