package dev.countermand.shipment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "shipment")
@IdClass(ShipmentRow.Key.class)
class ShipmentRow {
    @Id
    String orderId;

    @Id
    UUID id;

    String sellerId;
    String carrier;
    String trackingNumber;
    Instant declaredAt;
    String declaredBy;

    @Nullable
    UUID contestedRequestId;

    @Nullable
    Instant contestedRequestAt;

    @Nullable
    Instant firstScanAt;

    @Nullable
    Instant acceptedAt;

    @Nullable
    Instant deliveredAt;

    @Nullable
    String deliveredCountry;

    @Nullable
    String deliveredPostalCode;

    @Nullable
    String lastStatus;

    @Nullable
    Instant lastEventAt;

    boolean settled;

    @Version
    Long version;

    ParcelNumber number() {
        return new ParcelNumber(carrier, trackingNumber);
    }

    Shipment toShipment() {
        return new Shipment(
                orderId,
                id,
                sellerId,
                carrier,
                trackingNumber,
                declaredAt,
                contestedRequestId,
                contestedRequestAt,
                firstScanAt,
                acceptedAt,
                deliveredAt,
                lastStatus,
                settled);
    }

    record Key(String orderId, UUID id) {}
}
