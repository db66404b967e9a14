package dev.countermand.payment.chargeback;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "chargeback")
@IdClass(ChargebackRow.Key.class)
class ChargebackRow {
    @Id
    String orderId;

    @Id
    String id;

    String paymentId;
    long amount;

    @Enumerated(EnumType.STRING)
    ChargebackState state;

    @Nullable
    String reason;

    Instant toldAt;
    Instant changedAt;

    @Version
    Long version;

    Chargebacks.Told toTold() {
        return new Chargebacks.Told(id, paymentId, amount, state, reason, toldAt, changedAt);
    }

    record Key(String orderId, String id) {}
}
