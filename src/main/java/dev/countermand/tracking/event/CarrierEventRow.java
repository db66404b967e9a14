package dev.countermand.tracking.event;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "carrier_event")
@IdClass(CarrierEventRow.Key.class)
class CarrierEventRow {
    @Id
    String carrier;

    @Id
    String trackingNumber;

    @Id
    String eventId;

    @Enumerated(EnumType.STRING)
    CarrierStatus status;

    Instant occurredAt;
    Instant receivedAt;

    @Nullable
    String country;

    @Nullable
    String postalCode;

    @Nullable
    String city;

    @Nullable
    String description;

    record Key(String carrier, String trackingNumber, String eventId) {}
}
