package dev.countermand.tracking.event;

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
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Carrier events in the database. They belong to a parcel, whether or not an order names it yet. */
@ApplicationScoped
public class CarrierEventStore {

    /** An event and the parcel it is about. */
    record Told(ParcelNumber number, CarrierEvent event) {}

    private static final String TOLD = """
            with told as (
                select * from unnest(cast(:carriers as text[]), cast(:numbers as text[]), cast(:ids as text[]),
                    cast(:statuses as text[]), cast(cast(:times as text[]) as timestamptz[]),
                    cast(:countries as text[]), cast(:postals as text[]), cast(:cities as text[]),
                    cast(:descriptions as text[]))
                    with ordinality as t (carrier, tracking_number, event_id, status, occurred_at, country,
                        postal_code, city, description, place))
            """;

    /** One statement for any number of events; gives the places of those that were not there yet. */
    private static final String APPEND = TOLD + """
            , stored as (
                insert into carrier_event (carrier, tracking_number, event_id, status, occurred_at, received_at,
                    country, postal_code, city, description)
                select carrier, tracking_number, event_id, status, least(occurred_at, cast(:now as timestamptz)),
                    cast(:now as timestamptz), country, postal_code, city, description
                from told order by place
                on conflict do nothing
                returning carrier, tracking_number, event_id)
            %s
            select cast(place as integer) from told join stored using (carrier, tracking_number, event_id)
            """;

    private static final String APPEND_ONLY = APPEND.formatted("");

    private static final String APPEND_AND_NOTE = APPEND.formatted("""
            , noted as (
                insert into unapplied_event (id, carriers, tracking_numbers, claimed_until)
                select cast(:news as uuid), array_agg(carrier), array_agg(tracking_number), :until
                from (select distinct carrier, tracking_number from stored) parcel
                having count(*) > 0)
            """);

    /** A moment that was ahead of our clock was kept as the one at which it was told. */
    private static final String OTHERWISE = TOLD + """
            select cast(t.place as integer) from told t join carrier_event e using (carrier, tracking_number, event_id)
            where (e.status, e.occurred_at, e.country, e.postal_code) is distinct from
                (t.status, least(t.occurred_at, e.received_at), t.country, t.postal_code)
            """;

    /** By pairs: two lists would have every carrier looked up with every number. */
    private static final String LATEST = """
            select e.* from unnest(cast(:carriers as text[]), cast(:numbers as text[])) as parcel (carrier, number)
            join carrier_event e on e.carrier = parcel.carrier and e.tracking_number = parcel.number
            order by e.occurred_at desc, e.event_id limit :most
            """;

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
                APPEND_AND_NOTE,
                events,
                query -> query.setParameter("now", now)
                        .setParameter("news", news.id())
                        .setParameter("until", news.until()));
    }

    /** The same for who brings their parcels up to date in the same transaction. */
    public Uni<Set<Integer>> append(List<Told> events, Instant now) {
        return places(APPEND_ONLY, events, query -> query.setParameter("now", now));
    }

    /** The places, from 0, of events under whose ids something else is stored. */
    public Uni<Set<Integer>> storedOtherwise(List<Told> events) {
        return places(OTHERWISE, events, query -> query);
    }

    private static Uni<Set<Integer>> places(
            String statement, List<Told> events, UnaryOperator<Mutiny.SelectionQuery<Integer>> rest) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Panache.getSession()
                .chain(session -> rest.apply(session.createNativeQuery(statement, Integer.class)
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

    /** What the carrier has said of this number so far. */
    public Uni<List<ParcelHistory.Event>> of(ParcelNumber number) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from CarrierEventRow where carrier = :carrier and trackingNumber = :number",
                                CarrierEventRow.class)
                        .setParameter("carrier", number.carrier())
                        .setParameter("number", number.trackingNumber())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new ParcelHistory.Event(row.status, row.occurredAt, row.country, row.postalCode))
                        .toList());
    }

    /** An event as people read it. */
    public record Seen(
            ParcelNumber number,
            Instant occurredAt,
            CarrierStatus status,
            @Nullable String city,
            @Nullable String country) {}

    /** The newest events of these numbers, newest first. */
    public Uni<List<Seen>> latest(Set<ParcelNumber> numbers, int most) {
        if (numbers.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LATEST, CarrierEventRow.class)
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
                .map(rows -> rows.stream()
                        .map(row -> new Seen(
                                new ParcelNumber(row.carrier, row.trackingNumber),
                                row.occurredAt,
                                row.status,
                                row.city,
                                row.country))
                        .toList());
    }

    private static String[] column(List<Told> events, Function<Told, @Nullable String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }

    /** As text, to the microsecond that PostgreSQL keeps: an array of moments has no form the driver takes. */
    private static String time(Told told) {
        return told.event().occurredAt().truncatedTo(ChronoUnit.MICROS).toString();
    }
}
