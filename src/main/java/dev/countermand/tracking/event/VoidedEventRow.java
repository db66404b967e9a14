package dev.countermand.tracking.event;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event that its carrier has taken back, whether it has come yet or not. */
@Entity
@Table(name = "voided_event")
@IdClass(VoidedEventRow.Key.class)
class VoidedEventRow {
    @Id
    String carrier;

    @Id
    String trackingNumber;

    @Id
    String eventId;

    Instant voidedAt;

    record Key(String carrier, String trackingNumber, String eventId) {}
}
