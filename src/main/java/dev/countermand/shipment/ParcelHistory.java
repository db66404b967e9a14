package dev.countermand.shipment;

import dev.countermand.order.Order;
import dev.countermand.signal.Records;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier's events say of one parcel, in whatever order they came in and however often.
 *
 * @param firstScan the first physical scan under the number, in this life of it
 * @param acceptedAt the first physical scan that can be this order's parcel: carrier acceptance
 * @param outForDelivery when it was first brought to the buyer, or could be fetched by him
 * @param last the latest word, whatever it is
 */
public record ParcelHistory(
        @Nullable Event firstScan,
        @Nullable Instant acceptedAt,
        @Nullable Event outForDelivery,
        @Nullable Event delivered,
        @Nullable Event last) {

    /**
     * In time; and of events that are said to have happened at one moment, in the order of a parcel's way, the more
     * telling one first. Without that the order of arrival would decide.
     */
    private static final Comparator<Event> IN_TIME = Comparator.comparing(Event::occurredAt)
            .thenComparing(event -> event.status().step())
            .thenComparing(Event::country, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Event::postalCode, Comparator.nullsLast(Comparator.naturalOrder()));

    /** One event. */
    public record Event(
            CarrierStatus status,
            Instant occurredAt,
            @Nullable String country,
            @Nullable String postalCode) {}

    /** Reads the events of a number as those of a parcel that brings this order, by the figures of its policy. */
    public static ParcelHistory of(List<Event> events, Order order) {
        Instant placedAt = order.terms().placedAt();
        return of(
                events,
                placedAt.minus(order.policy().shipping().scanBeforeOrder()),
                placedAt.minus(Records.EARLIER_LIFE));
    }

    /**
     * Reads the events of a number as those of one parcel.
     *
     * @param earliest F5: what was scanned before this is another parcel that had the same number
     * @param bornAfter numbers come round again: what was said before this was said of an earlier parcel, and is no sign of
     *     anything (F5, F9)
     */
    public static ParcelHistory of(List<Event> events, Instant earliest, Instant bornAfter) {
        List<Event> inTime = events.stream()
                .filter(event -> event.occurredAt().isAfter(bornAfter))
                .sorted(IN_TIME)
                .toList();
        Predicate<Event> ours = event -> !event.occurredAt().isBefore(earliest);
        return new ParcelHistory(
                first(inTime, event -> event.status().physical()),
                moment(first(inTime, ours.and(event -> event.status().physical()))),
                first(inTime, ours.and(event -> event.status() == CarrierStatus.OUT_FOR_DELIVERY)),
                first(inTime, ours.and(event -> event.status() == CarrierStatus.DELIVERED)),
                inTime.isEmpty() ? null : inTime.getLast());
    }

    private static @Nullable Event first(List<Event> inTime, Predicate<Event> wanted) {
        return inTime.stream().filter(wanted).findFirst().orElse(null);
    }

    private static @Nullable Instant moment(@Nullable Event event) {
        return event == null ? null : event.occurredAt();
    }
}
