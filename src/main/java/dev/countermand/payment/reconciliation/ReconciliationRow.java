package dev.countermand.payment.reconciliation;

import dev.countermand.payment.provider.PaymentProvider.Period;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A comparison that was asked for; moved on by statements of {@link ReconciliationSql}. */
@Entity
@Table(name = "reconciliation")
class ReconciliationRow {
    @Id
    UUID id;

    String provider;
    Instant periodFrom;
    Instant periodTo;

    /** What the provider has came as a report, and was read when it was asked for. */
    boolean reported;

    @Enumerated(EnumType.STRING)
    ReconciliationStatus status;

    String requestedBy;
    Instant requestedAt;

    /** Behind what the provider is asked next; null at the beginning. */
    @Nullable
    String after;

    /** All that the provider has was read. */
    boolean collected;

    int attempts;

    @Nullable
    Instant claimedUntil;

    @Nullable
    String failure;

    @Nullable
    Instant finishedAt;

    Period period() {
        return new Period(periodFrom, periodTo);
    }
}
