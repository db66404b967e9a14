package dev.countermand.deadline;

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
@Table(name = "deadline")
@IdClass(DeadlineRow.Key.class)
class DeadlineRow {
    @Id
    String orderId;

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    DeadlineKind kind;

    String subject;
    Instant dueAt;

    @Nullable
    Instant pausedAt;

    @Nullable
    Instant claimedUntil;

    int attempts;

    @Nullable
    String lastFailure;

    Deadline toDeadline() {
        return new Deadline(orderId, id, kind, subject, dueAt, pausedAt, attempts);
    }

    record Key(String orderId, UUID id) {}
}
