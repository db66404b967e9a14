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

    /** P4: it had another number before. */
    boolean corrected;

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

    @Version
    Long version;

    ParcelNumber number() {
        return new ParcelNumber(carrier, trackingNumber);
    }

    /** P4: it has this number from now on, under which nothing was read yet. */
    final void take(ParcelNumber other) {
        carrier = other.carrier();
        trackingNumber = other.trackingNumber();
        corrected = true;
        firstScanAt = null;
        firstScanCountry = null;
        acceptedAt = null;
        deliveredAt = null;
        deliveredCountry = null;
        deliveredPostalCode = null;
        lastStatus = null;
        lastEventAt = null;
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
