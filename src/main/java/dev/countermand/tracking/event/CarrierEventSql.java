package dev.countermand.tracking.event;

/** The statements of carrier events that only PostgreSQL can say: whole batches as arrays, and claims that skip what others hold. */
final class CarrierEventSql {

    private CarrierEventSql() {}

    static final String TOLD = """
            with told as (
                select * from unnest(cast(:carriers as text[]), cast(:numbers as text[]), cast(:ids as text[]),
                    cast(:statuses as text[]), cast(cast(:times as text[]) as timestamptz[]),
                    cast(:countries as text[]), cast(:postals as text[]), cast(:cities as text[]),
                    cast(:descriptions as text[]))
                    with ordinality as t (carrier, tracking_number, event_id, status, occurred_at, country,
                        postal_code, city, description, place))
            """;

    /** One statement for any number of events; gives the places of those that were not there yet. */
    static final String APPEND = TOLD + """
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

    static final String APPEND_ONLY = APPEND.formatted("");

    static final String APPEND_AND_NOTE = APPEND.formatted("""
            , noted as (
                insert into unapplied_event (id, carriers, tracking_numbers, claimed_until)
                select cast(:news as uuid), array_agg(carrier), array_agg(tracking_number), :until
                from (select distinct carrier, tracking_number from stored) parcel
                having count(*) > 0)
            """);

    /** One statement for any number of events that were taken back; gives the places of those that were not there yet. */
    static final String VOID_AND_NOTE = """
            with told as (
                select * from unnest(cast(:carriers as text[]), cast(:numbers as text[]), cast(:ids as text[]))
                    with ordinality as t (carrier, tracking_number, event_id, place)),
            stored as (
                insert into voided_event (carrier, tracking_number, event_id, voided_at)
                select carrier, tracking_number, event_id, cast(:now as timestamptz) from told order by place
                on conflict do nothing
                returning carrier, tracking_number, event_id),
            noted as (
                insert into unapplied_event (id, carriers, tracking_numbers, claimed_until)
                select cast(:news as uuid), array_agg(carrier), array_agg(tracking_number), :until
                from (select distinct carrier, tracking_number from stored) parcel
                having count(*) > 0)
            select cast(place as integer) from told join stored using (carrier, tracking_number, event_id)
            """;

    /** A moment that was ahead of our clock was kept as the one at which it was told. */
    static final String OTHERWISE = TOLD + """
            select cast(t.place as integer) from told t join carrier_event e using (carrier, tracking_number, event_id)
            where (e.status, e.occurred_at, e.country, e.postal_code) is distinct from
                (t.status, least(t.occurred_at, e.received_at), t.country, t.postal_code)
            """;

    /** By pairs: two lists would have every carrier looked up with every number. */
    static final String LATEST = """
            select e.* from unnest(cast(:carriers as text[]), cast(:numbers as text[])) as parcel (carrier, number)
            join carrier_event e on e.carrier = parcel.carrier and e.tracking_number = parcel.number
            order by e.occurred_at desc, e.event_id limit :most
            """;

    static final String CLAIM_LEFT = """
            with left_alone as materialized (
                select id from unapplied_event where claimed_until <= :now
                order by claimed_until limit :most for update skip locked),
            claimed as (
                update unapplied_event n set claimed_until = :until from left_alone where n.id = left_alone.id
                returning n.id, n.carriers, n.tracking_numbers)
            select c.id, parcel.carrier, parcel.number
            from claimed c cross join unnest(c.carriers, c.tracking_numbers) as parcel (carrier, number)
            order by c.id
            """;

    static final String FORGET_NEWS = "delete from unapplied_event where id = :id";
}
