package dev.countermand.seller.account;

import dev.countermand.payment.ledger.Debtor;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What was paid of a claim; only ever added. */
@Entity
@Table(name = "claim_payment")
@IdClass(ClaimPaymentRow.Key.class)
class ClaimPaymentRow {
    @Id
    String orderId;

    @Id
    String id;

    UUID entryId;

    @Enumerated(EnumType.STRING)
    Debtor debtor;

    @Enumerated(EnumType.STRING)
    ClaimMeans means;

    String sellerId;
    String currency;
    long amount;
    long owed;
    String reference;
    String paidBy;
    Instant at;

    record Key(String orderId, String id) {}
}
