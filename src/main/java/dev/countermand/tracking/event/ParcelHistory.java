package dev.countermand.tracking.event;

import dev.countermand.detector.PostalCodes;
import java.time.Duration;
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
 * @param outForDelivery when it was first brought to the buyer, or could be fetched by them
 * @param delivered the first delivery: from then on time runs (A18)
 * @param deliveredTo the event that says where it was delivered (F6): carriers correct themselves, and bring a parcel again
 * @param last the latest word, whatever it is
 */
public record ParcelHistory(
        @Nullable Event firstScan,
        @Nullable Instant acceptedAt,
        @Nullable Event outForDelivery,
        @Nullable Event delivered,
        @Nullable Event deliveredTo,
        @Nullable Event last) {

    /** So long after the first delivery a carrier corrects where it was, or brings the parcel to the right place. */
    private static final Duration CORRECTED_WITHIN = Duration.ofDays(30);

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

    /** Whether an event happened there; one that names no country may have happened anywhere. */
    public static Predicate<Event> isAt(String country, String postalCode) {
        String plain = PostalCodes.plain(postalCode);
        return event -> country.equalsIgnoreCase(event.country())
                && (event.postalCode() == null || plain.equals(PostalCodes.plain(event.postalCode())));
    }

    /**
     * Reads the events of a number as those of one parcel.
     *
     * @param earliest F5: what was scanned before this is another parcel that had the same number
     * @param bornAfter numbers come round again: what was said before this was said of an earlier parcel, and is no sign of
     *     anything (F5, F9)
     * @param atTheGoal whether an event happened where the parcel was to go
     */
    public static ParcelHistory of(
            List<Event> events, Instant earliest, Instant bornAfter, Predicate<Event> atTheGoal) {
        List<Event> inTime = events.stream()
                .filter(event -> event.occurredAt().isAfter(bornAfter))
                .sorted(IN_TIME)
                .toList();
        Predicate<Event> ours = event -> !event.occurredAt().isBefore(earliest);
        Event delivered = first(inTime, ours.and(event -> event.status() == CarrierStatus.DELIVERED));
        return new ParcelHistory(
                first(inTime, event -> event.status().physical()),
                moment(first(inTime, ours.and(event -> event.status().physical()))),
                first(inTime, ours.and(event -> event.status() == CarrierStatus.OUT_FOR_DELIVERY)),
                delivered,
                delivered == null ? null : deliveredTo(inTime, delivered, atTheGoal),
                inTime.isEmpty() ? null : inTime.getLast());
    }

    /**
     * Of one delivery told with several places, or of several deliveries, one at the goal counts; else the last that names a
     * place. What is delivered once the parcel was on its way back, or much later, was not delivered to this buyer.
     */
    private static Event deliveredTo(List<Event> inTime, Event delivered, Predicate<Event> atTheGoal) {
        Event told = delivered;
        for (Event event : inTime.subList(inTime.indexOf(delivered), inTime.size())) {
            if (event.status() == CarrierStatus.RETURNED
                    || event.occurredAt().isAfter(delivered.occurredAt().plus(CORRECTED_WITHIN))) {
                return told;
            }
            if (event.status() == CarrierStatus.DELIVERED && (event.country() != null || event.postalCode() != null)) {
                told = event;
                if (atTheGoal.test(event)) {
                    return event;
                }
            }
        }
        return told;
    }

    private static @Nullable Event first(List<Event> inTime, Predicate<Event> wanted) {
        return inTime.stream().filter(wanted).findFirst().orElse(null);
    }

    private static @Nullable Instant moment(@Nullable Event event) {
        return event == null ? null : event.occurredAt();
    }
}
