package dev.countermand.payment.charge;

import dev.countermand.policy.BornBy;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "charge")
@IdClass(ChargeRow.Key.class)
class ChargeRow {
    @Id
    String orderId;

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    ChargeKind kind;

    @Enumerated(EnumType.STRING)
    BornBy debtor;

    boolean deducted;
    long amount;
    String rule;
    String statement;
    String cause;
    Instant at;

    record Key(String orderId, UUID id) {}
}
