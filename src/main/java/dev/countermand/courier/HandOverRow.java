package dev.countermand.courier;

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
@Table(name = "hand_over")
@IdClass(HandOverRow.Key.class)
class HandOverRow {
    @Id
    String orderId;

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    HandOverOutcome outcome;

    Instant at;
    String recordedBy;

    @Nullable
    String reason;

    boolean inWriting;

    @Enumerated(EnumType.STRING)
    HandOver.@Nullable Finding finding;

    @Nullable
    String signatures;

    record Key(String orderId, UUID id) {}
}
