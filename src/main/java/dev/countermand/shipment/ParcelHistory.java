package dev.countermand.shipment;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier's events say of one parcel, in whatever order they came in.
 *
 * @param firstScanAt the first physical scan under the number
 * @param acceptedAt the first physical scan that can be this order's parcel: carrier acceptance
 */
public record ParcelHistory(
        @Nullable Instant firstScanAt,
        @Nullable Instant acceptedAt,
        @Nullable Event delivered,
        @Nullable Event last) {

    /** F5: a scan from longer before the order than this belongs to another parcel with the same number. */
    static final Duration SCAN_BEFORE_ORDER = Duration.ofHours(24);

    /** One event. */
    public record Event(CarrierStatus status, Instant occurredAt, @Nullable String country, @Nullable String postalCode) {}

    /** Reads the events of a number as those of an order that was placed at this time. */
    public static ParcelHistory of(List<Event> events, Instant orderPlacedAt) {
        List<Event> inTime =
                events.stream().sorted(Comparator.comparing(Event::occurredAt)).toList();
        Instant earliest = orderPlacedAt.minus(SCAN_BEFORE_ORDER);
        Instant firstScan = inTime.stream()
                .filter(event -> event.status().physical())
                .map(Event::occurredAt)
                .findFirst()
                .orElse(null);
        Instant accepted = inTime.stream()
                .filter(event -> event.status().physical() && !event.occurredAt().isBefore(earliest))
                .map(Event::occurredAt)
                .findFirst()
                .orElse(null);
        Event delivered = inTime.stream()
                .filter(event -> event.status() == CarrierStatus.DELIVERED
                        && !event.occurredAt().isBefore(earliest))
                .findFirst()
                .orElse(null);
        return new ParcelHistory(firstScan, accepted, delivered, inTime.isEmpty() ? null : inTime.getLast());
    }
}
