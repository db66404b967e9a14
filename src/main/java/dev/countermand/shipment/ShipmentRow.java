package dev.countermand.shipment;

import dev.countermand.tracking.event.ParcelNumber;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
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

    /** F4, F6, F8: what the number says of itself; null where nobody has decoded it. */
    @Nullable
    Boolean numberValid;

    boolean numberCertain;
    boolean numberTracked = true;

    @Nullable
    String numberCountry;

    @Nullable
    String numberPostalCode;

    @Nullable
    String shipperId;

    @Nullable
    String firstScanCountry;

    /** When anything happened to it that a detector may look at. */
    Instant changedAt;

    /** Since it was read, something new is known of where it is; not kept. */
    @Transient
    boolean moved;

    /** Since it was read, it was delivered after its units had left the order; not kept. */
    @Transient
    boolean deliveredAfterAll;

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
