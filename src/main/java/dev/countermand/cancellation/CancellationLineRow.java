package dev.countermand.cancellation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "cancellation_line")
@IdClass(CancellationLineRow.Key.class)
class CancellationLineRow {
    @Id
    String orderId;

    @Id
    UUID cancellationId;

    @Id
    int line;

    int quantity;

    record Key(String orderId, UUID cancellationId, int line) {}
}
