package dev.countermand.seller.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What was paid out to a seller; only ever added. */
@Entity
@Table(name = "payout")
class PayoutRow {
    @Id
    String id;

    UUID entryId;
    String sellerId;
    String currency;
    long number;
    long amount;
    long paidBefore;
    long due;
    String reference;
    String paidBy;
    Instant at;
}
