package dev.countermand.journal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as it was committed; the relay gives it its position. */
@Entity
@Table(name = "outbox_event")
class EventRow {
    @Id
    UUID id;

    @Nullable
    Long position;

    String type;

    @Nullable
    String orderId;

    String subject;
    Instant time;
    String data;
}
