package dev.countermand.fraud.profile;

import dev.countermand.detector.Records;

/** Totals over the orders of a market or a seller: each is counted by the database in one pass, over tables of other rooms. */
final class ProfileSql {

    private ProfileSql() {}

    static final String OLD = "select at from profiles_counted where at <= :before for update";

    static final String COUNTED = "update profiles_counted set at = :now";

    /**
     * Requests of the time, with what F11 and F12 want to know of each. Blocked is one that was refused or met by a
     * declaration, and only told by a parcel that somebody should have scanned by now.
     */
    private static final String REQUESTS = """
            select c.order_id, c.seller_id, c.buyer_id, o.market, blocked, blocked and not parcels.moved unmoved,
                coalesce(c.seller_asked or c.true_reason <> c.reason, false) reported
            from cancellation c join orders o on o.order_id = c.order_id
            cross join lateral (
                select coalesce(bool_or(s.number_tracked and s.carrier <> 'own' and s.declared_at < :due), false) due,
                    coalesce(bool_or(s.accepted_at is not null), false) moved,
                    coalesce(bool_or(s.contested_request_id = c.id), false) contested
                from shipment s where s.order_id = c.order_id) parcels
            cross join lateral (select parcels.due and (parcels.contested
                or c.status in ('REFUSED', 'CONTESTED', 'TOO_LATE', 'UPHELD')) blocked) b
            where c.requested_at >= :from and c.requested_at <= :now
            """;

    /**
     * The usual handling time is only asked for where a declaration met a request (F2), and only told by shipments that
     * met none: a declaration in question would else be measured by itself.
     */
    private static final String SELLERS = """
            insert into seller_profile (seller_id, counted_at, handling_seconds, blocked, unmoved, requests, reports, reporters)
            select r.seller_id, :now, h.seconds, count(*) filter (where blocked), count(*) filter (where unmoved), count(*),
                count(*) filter (where reported), count(distinct buyer_id) filter (where reported)
            from (%1$s and %2$s) r
            left join (
                select s.seller_id, cast(percentile_disc(0.5) within group (
                    order by extract(epoch from s.declared_at - o.verified_at)) as bigint) seconds
                from shipment s join orders o on o.order_id = s.order_id
                where s.declared_at >= :from and s.declared_at <= :now and o.verified_at is not null
                    and s.contested_request_id is null and %3$s
                group by s.seller_id having count(*) >= %4$s) h on h.seller_id = r.seller_id
            group by r.seller_id, h.seconds
            on conflict (seller_id) do update set counted_at = greatest(seller_profile.counted_at, excluded.counted_at),
                handling_seconds = excluded.handling_seconds, blocked = excluded.blocked, unmoved = excluded.unmoved,
                requests = excluded.requests, reports = excluded.reports, reporters = excluded.reporters
            %5$s
            """;

    /** What was put right while everybody is counted is not put back. */
    static final String ALL_SELLERS = sellers(
            "true",
            "s.seller_id in (select seller_id from shipment where contested_request_id is not null and declared_at >= :from)",
            "where seller_profile.counted_at <= excluded.counted_at");

    static final String ONE_SELLER = sellers("c.seller_id = :seller", "s.seller_id = :seller", "");

    /** Two parcels of one seller that move at once are counted one after the other: the second count sees the first. */
    static final String HELD_AGAINST =
            "select seller_id from seller_profile where seller_id = :seller and unmoved > 0 for update";

    static final String MARKETS = """
            insert into market_profile (market, counted_at, blocked, unmoved, requests, reports)
            select r.market, :now, count(*) filter (where blocked), count(*) filter (where unmoved), count(*),
                count(*) filter (where reported)
            from (%s) r group by r.market
            on conflict (market) do update set counted_at = excluded.counted_at, blocked = excluded.blocked,
                unmoved = excluded.unmoved, requests = excluded.requests, reports = excluded.reports
            """.formatted(REQUESTS);

    static final String FORGET_SELLERS = "delete from seller_profile where counted_at < :now";

    static final String FORGET_MARKETS = "delete from market_profile where counted_at < :now";

    /** Each event once: those received since the last count. */
    static final String SCANS = """
            insert into carrier_day (carrier, day, scans)
            select e.carrier, cast(e.received_at at time zone 'UTC' as date), cast(count(*) as int)
            from carrier_event e, carrier_day_counted c
            where e.received_at > c.up_to and e.received_at <= :upTo and e.status not in ('LABEL_CREATED', 'EXCEPTION')
            group by e.carrier, cast(e.received_at at time zone 'UTC' as date)
            on conflict (carrier, day) do update set scans = carrier_day.scans + excluded.scans
            """;

    static final String SCANS_COUNTED = "update carrier_day_counted set up_to = greatest(up_to, :upTo)";

    /**
     * Days that are over. One without any scan has a row too; working days, Saturdays and Sundays are each compared with
     * their like.
     */
    static final String SILENT =
            """
            insert into carrier_day (carrier, day, scans, silent)
            select t.carrier, t.day, 0, true
            from (
                select known.carrier, cast(d as date) as day, coalesce(c.scans, 0) scans, usual.scans usual, usual.days
                from (select carrier, min(day) first from carrier_day group by carrier) known
                cross join lateral generate_series(greatest(known.first, cast(:from as date)), cast(:until as date), '1 day') d
                left join carrier_day c on c.carrier = known.carrier and c.day = cast(d as date)
                cross join lateral (
                    select percentile_cont(0.5) within group (order by coalesce(b.scans, 0)) scans, count(*) days
                    from generate_series(greatest(cast(d as date) - %1$s, known.first), cast(d as date) - 1, '1 day') before
                    left join carrier_day b on b.carrier = known.carrier and b.day = cast(before as date)
                    where greatest(extract(isodow from before), 5) = greatest(extract(isodow from d), 5)) usual) t
            where t.usual >= %2$s and t.scans < t.usual * %3$s and t.days >= %4$s
            on conflict (carrier, day) do update set silent = true
            """.formatted(Records.USUAL_DAYS, Records.USUAL_AT_LEAST, Records.SILENT_BELOW, Records.USUAL_KNOWN);

    /** Called silent anew below, where it still is. */
    static final String NOT_SILENT =
            "update carrier_day set silent = false where silent and day >= cast(:from as date)";

    private static String sellers(String requests, String shipments, String unless) {
        return SELLERS.formatted(REQUESTS, requests, shipments, Records.HABIT_AT_LEAST, unless);
    }
}
