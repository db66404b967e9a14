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
    /** D1: of these, units whose refund waits for the goods. */
    int awaited;
    /** Units of the line that were left beside those: of alike units, the awaited ones leave first. */
    int beside;

    /** How many are still awaited when so many units of the line are left. */
    int awaitedOf(int left) {
        return Math.clamp((long) left - beside, 0, awaited);
    }

    record Key(String orderId, UUID cancellationId, int line) {}
}
