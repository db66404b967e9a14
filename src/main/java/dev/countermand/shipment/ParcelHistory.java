package dev.countermand.shipment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier's events say of one parcel, in whatever order they came in.
 *
 * @param firstScan the first physical scan under the number, in this life of it
 * @param acceptedAt the first physical scan that can be this order's parcel: carrier acceptance
 */
public record ParcelHistory(
        @Nullable Event firstScan,
        @Nullable Instant acceptedAt,
        @Nullable Event delivered,
        @Nullable Event last) {

    /** One event. */
    public record Event(
            CarrierStatus status,
            Instant occurredAt,
            @Nullable String country,
            @Nullable String postalCode) {}

    /**
     * Reads the events of a number as those of one order's parcel.
     *
     * @param earliest F5: what was scanned before this is another parcel that had the same number
     * @param bornAfter F3: numbers come round again; what was said before this was said of an earlier parcel, and is no
     *     sign of anything
     */
    public static ParcelHistory of(List<Event> events, Instant earliest, Instant bornAfter) {
        List<Event> inTime = events.stream()
                .filter(event -> event.occurredAt().isAfter(bornAfter))
                .sorted(Comparator.comparing(Event::occurredAt))
                .toList();
        Event firstScan = inTime.stream()
                .filter(event -> event.status().physical())
                .findFirst()
                .orElse(null);
        Instant accepted = inTime.stream()
                .filter(event ->
                        event.status().physical() && !event.occurredAt().isBefore(earliest))
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
