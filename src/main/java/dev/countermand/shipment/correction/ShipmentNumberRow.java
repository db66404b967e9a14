package dev.countermand.shipment.correction;

import dev.countermand.tracking.event.ParcelNumber;
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
@Table(name = "shipment_number")
@IdClass(ShipmentNumberRow.Key.class)
class ShipmentNumberRow {
    @Id
    String orderId;

    @Id
    UUID shipmentId;

    @Id
    int no;

    String carrier;
    String trackingNumber;

    @Enumerated(EnumType.STRING)
    NumberState state;

    Instant namedAt;
    String namedBy;

    @Nullable
    Instant endedAt;

    @Nullable
    String note;

    ShipmentNumber toNumber() {
        return new ShipmentNumber(
                orderId, shipmentId, no, new ParcelNumber(carrier, trackingNumber), state, namedAt, endedAt, note);
    }

    record Key(String orderId, UUID shipmentId, int no) {}
}
