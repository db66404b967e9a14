package dev.countermand.tracking.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a carrier saw of a parcel.
 *
 * @param id the carrier's own of it
 * @param carrier as somebody named them
 * @param occurredAt by the carrier's clock
 * @param country where it happened, ISO 3166-1
 */
public record CarrierEvent(
        String id,
        String carrier,
        String trackingNumber,
        CarrierStatus status,
        Instant occurredAt,
        @Nullable String country,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String description) {

    /** The same event, of a carrier who is named otherwise. */
    public CarrierEvent of(String carrierCode) {
        return new CarrierEvent(
                id, carrierCode, trackingNumber, status, occurredAt, country, postalCode, city, description);
    }
}
