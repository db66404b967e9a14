package dev.countermand.shipment;

import dev.countermand.kernel.Timestamps;
import dev.countermand.shipment.ShipmentApi.CarrierEvent;
import dev.countermand.shipment.ShipmentApi.Place;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carrier events in the database. They belong to a parcel, whether or not an order names it yet. */
@ApplicationScoped
public class CarrierEventStore {

    /** An event and the parcel it is about. */
    record Told(ParcelNumber number, CarrierEvent event) {}

    /** One statement for any number of events; gives the places of those that were not there yet. */
    private static final String APPEND = """
            with told as (
                select * from unnest(cast(:carriers as text[]), cast(:numbers as text[]), cast(:ids as text[]),
                    cast(:statuses as text[]), cast(:times as text[]), cast(:countries as text[]),
                    cast(:postals as text[]), cast(:cities as text[]), cast(:descriptions as text[]))
                    with ordinality as t (carrier, tracking_number, event_id, status, occurred_at, country,
                        postal_code, city, description, place)),
            stored as (
                insert into carrier_event (carrier, tracking_number, event_id, status, occurred_at, received_at,
                    country, postal_code, city, description)
                select carrier, tracking_number, event_id, status, cast(occurred_at as timestamptz),
                    cast(:now as timestamptz), country, postal_code, city, description
                from told order by place
                on conflict do nothing
                returning carrier, tracking_number, event_id)
            select cast(place as integer) from told join stored using (carrier, tracking_number, event_id)
            """;

    /**
     * Appends events of which no two have one key.
     *
     * @param events sorted by their keys: two batches at once then wait for each other in one direction only
     * @param now when they came; the latest at which one of them can have happened
     * @return the places, from 0, of the events that were not there already
     */
    Uni<Set<Integer>> append(List<Told> events, Instant now) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(APPEND, Integer.class)
                        .setParameter(
                                "carriers", column(events, told -> told.number().carrier()))
                        .setParameter(
                                "numbers", column(events, told -> told.number().trackingNumber()))
                        .setParameter("ids", column(events, told -> told.event().id()))
                        .setParameter(
                                "statuses",
                                column(events, told -> told.event().status().name()))
                        .setParameter("times", column(events, told -> time(told, now)))
                        .setParameter("countries", column(events, told -> of(told, Place::country)))
                        .setParameter("postals", column(events, told -> of(told, Place::postalCode)))
                        .setParameter("cities", column(events, told -> of(told, Place::city)))
                        .setParameter(
                                "descriptions",
                                column(events, told -> told.event().description()))
                        .setParameter("now", now)
                        .getResultList())
                .map(places -> places.stream().map(place -> place - 1).collect(Collectors.toSet()));
    }

    /** What the carrier has said of this number so far. */
    public Uni<List<ParcelHistory.Event>> of(ParcelNumber number) {
        return Panache.getSession()
                .flatMap(session -> session.createSelectionQuery(
                                "from CarrierEventRow where carrier = :carrier and trackingNumber = :number",
                                CarrierEventRow.class)
                        .setParameter("carrier", number.carrier())
                        .setParameter("number", number.trackingNumber())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new ParcelHistory.Event(row.status, row.occurredAt, row.country, row.postalCode))
                        .toList());
    }

    private static String[] column(List<Told> events, Function<Told, @Nullable String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }

    /** As text, to the microsecond that PostgreSQL keeps: an array of moments has no form the driver takes. */
    private static String time(Told told, Instant now) {
        return Timestamps.asTold(told.event().occurredAt(), now)
                .truncatedTo(ChronoUnit.MICROS)
                .toString();
    }

    private static @Nullable String of(Told told, Function<Place, @Nullable String> part) {
        Place place = told.event().location();
        return place == null ? null : part.apply(place);
    }
}
