package dev.countermand.tracking.event;

import dev.countermand.database.query.OneColumn;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carrier events in the database. They belong to a parcel, whether or not an order names it yet. */
@ApplicationScoped
public class CarrierEventStore {

    /** An event and the parcel it is about. */
    record Told(ParcelNumber number, CarrierEvent event) {}

    /**
     * Appends events of which no two have one key, and notes in the same statement that the orders of their parcels are to
     * be told.
     *
     * @param events sorted by their keys: two batches at once then wait for each other in one direction only
     * @param now when they came; the latest at which one of them can have happened
     * @param news under what it is noted, and how long it is the caller's to tell the orders
     * @return the places, from 0, of the events that were not there already; when there are none, nothing is noted
     */
    public Uni<Set<Integer>> append(List<Told> events, Instant now, UnappliedEvents.Claim news) {
        return places(
                CarrierEventSql.APPEND_AND_NOTE,
                events,
                query -> query.setParameter("now", now)
                        .setParameter("news", news.id())
                        .setParameter("until", news.until()));
    }

    /** The same for who brings their parcels up to date in the same transaction. */
    public Uni<Set<Integer>> append(List<Told> events, Instant now) {
        return places(CarrierEventSql.APPEND_ONLY, events, query -> query.setParameter("now", now));
    }

    /** The places, from 0, of events under whose ids something else is stored. */
    public Uni<Set<Integer>> storedOtherwise(List<Told> events) {
        return places(CarrierEventSql.OTHERWISE, events, query -> query);
    }

    private static Uni<Set<Integer>> places(
            String statement, List<Told> events, UnaryOperator<OneColumn<Integer>> rest) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Panache.getSession()
                .chain(session -> rest.apply(OneColumn.of(session, statement, Integer.class)
                                .setParameter(
                                        "carriers",
                                        column(events, told -> told.number().carrier()))
                                .setParameter(
                                        "numbers",
                                        column(events, told -> told.number().trackingNumber()))
                                .setParameter(
                                        "ids",
                                        column(events, told -> told.event().id()))
                                .setParameter(
                                        "statuses",
                                        column(
                                                events,
                                                told -> told.event().status().name()))
                                .setParameter("times", column(events, CarrierEventStore::time))
                                .setParameter(
                                        "countries",
                                        column(events, told -> told.event().country()))
                                .setParameter(
                                        "postals",
                                        column(events, told -> told.event().postalCode()))
                                .setParameter(
                                        "cities",
                                        column(events, told -> told.event().city()))
                                .setParameter(
                                        "descriptions",
                                        column(events, told -> told.event().description())))
                        .getResultList())
                .map(places -> places.stream().map(place -> place - 1).collect(Collectors.toSet()));
    }

    /**
     * Notes that these events do not count any more, and in the same statement that the orders of their parcels are to be
     * told. An event may come after its correction: it does not count then, either.
     *
     * @param events sorted by their keys
     * @param news under what it is noted, and how long it is the caller's to tell the orders
     * @return the places, from 0, of those that were not taken back before; when there are none, nothing is noted
     */
    public Uni<Set<Integer>> takeBack(List<CarrierBatch.EventId> events, Instant now, UnappliedEvents.Claim news) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, CarrierEventSql.VOID_AND_NOTE, Integer.class)
                        .setParameter(
                                "carriers", ids(events, event -> event.number().carrier()))
                        .setParameter(
                                "numbers", ids(events, event -> event.number().trackingNumber()))
                        .setParameter("ids", ids(events, CarrierBatch.EventId::id))
                        .setParameter("now", now)
                        .setParameter("news", news.id())
                        .setParameter("until", news.until())
                        .getResultList())
                .map(places -> places.stream().map(place -> place - 1).collect(Collectors.toSet()));
    }

    private static String[] ids(List<CarrierBatch.EventId> events, Function<CarrierBatch.EventId, String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }

    /** What the carrier has said of this number so far and not taken back. */
    public Uni<List<ParcelHistory.Event>> of(ParcelNumber number) {
        return known(number).map(Known::events);
    }

    /**
     * What a carrier has said of a number.
     *
     * @param events that count
     * @param takenBack whether there are others that do not
     */
    public record Known(List<ParcelHistory.Event> events, boolean takenBack) {

        /** Nothing was ever said. */
        public boolean nothing() {
            return events.isEmpty() && !takenBack;
        }
    }

    /** The same, saying whether something was taken back. */
    public Uni<Known> known(ParcelNumber number) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select e, v.eventId from CarrierEventRow e left join VoidedEventRow v"
                                        + " on v.carrier = e.carrier and v.trackingNumber = e.trackingNumber"
                                        + " and v.eventId = e.eventId"
                                        + " where e.carrier = :carrier and e.trackingNumber = :number",
                                Object[].class)
                        .setParameter("carrier", number.carrier())
                        .setParameter("number", number.trackingNumber())
                        .getResultList())
                .map(rows -> new Known(
                        rows.stream()
                                .filter(row -> row[1] == null)
                                .map(row -> (CarrierEventRow) row[0])
                                .map(row -> new ParcelHistory.Event(
                                        row.status, row.occurredAt, row.country, row.postalCode))
                                .toList(),
                        rows.stream().anyMatch(row -> row[1] != null)));
    }

    /**
     * An event as people read it.
     *
     * @param takenBack the carrier has said since that it was not so
     */
    public record Seen(
            ParcelNumber number,
            Instant occurredAt,
            CarrierStatus status,
            @Nullable String city,
            @Nullable String country,
            boolean takenBack) {}

    /** The newest events of these numbers, newest first. */
    public Uni<List<Seen>> latest(Set<ParcelNumber> numbers, int most) {
        if (numbers.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CarrierEventSql.LATEST, CarrierEventRow.class)
                        .setParameter(
                                "carriers",
                                numbers.stream().map(ParcelNumber::carrier).toArray(String[]::new))
                        .setParameter(
                                "numbers",
                                numbers.stream()
                                        .map(ParcelNumber::trackingNumber)
                                        .toArray(String[]::new))
                        .setParameter("most", most)
                        .getResultList())
                .chain(rows -> takenBack(numbers)
                        .map(voided -> rows.stream()
                                .map(row -> new Seen(
                                        new ParcelNumber(row.carrier, row.trackingNumber),
                                        row.occurredAt,
                                        row.status,
                                        row.city,
                                        row.country,
                                        voided.contains(
                                                new VoidedEventRow.Key(row.carrier, row.trackingNumber, row.eventId))))
                                .toList()));
    }

    private static Uni<Set<VoidedEventRow.Key>> takenBack(Set<ParcelNumber> numbers) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from VoidedEventRow where trackingNumber in :numbers", VoidedEventRow.class)
                        .setParameter(
                                "numbers",
                                numbers.stream()
                                        .map(ParcelNumber::trackingNumber)
                                        .toList())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new VoidedEventRow.Key(row.carrier, row.trackingNumber, row.eventId))
                        .collect(Collectors.toSet()));
    }

    private static String[] column(List<Told> events, Function<Told, @Nullable String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }

    /** As text, to the microsecond that PostgreSQL keeps: an array of moments has no form the driver takes. */
    private static String time(Told told) {
        return told.event().occurredAt().truncatedTo(ChronoUnit.MICROS).toString();
    }
}
