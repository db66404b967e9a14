package dev.countermand.fraud.judgement;

/** What judgement reads in PostgreSQL's own words: everything about many shipments in one statement, bounded on each side. */
public final class FactsSql {

    private FactsSql() {}

    /**
     * Other shipments under one number that are looked at, on each side of this one in time, the nearest first: of other
     * buyers or to other addresses, for one parcel may bring many orders of one buyer. A number
     * that somebody wrote on thousands of orders must not make a sweep crawl; one other order decides as well as all.
     */
    static final int OTHERS_AT_MOST = 20;

    /** A seller's own parcels under a shipper account that are counted: one is enough to call it theirs. */
    static final int SHIPPER_PARCELS_AT_MOST = 3;

    /** Sellers of one shipper account that are looked at, each by one step in the index; no threshold goes beyond 100. */
    static final int SHIPPER_SELLERS_AT_MOST = 102;

    /**
     * A parcel that is set aside while its order goes on is void (A13), and proves nothing. Numbers that were put right count
     * where somebody else has them (F3, P4).
     */
    private static final String FACTS = """
            select s.order_id, s.id, o.market, o.policy_version, s.seller_id, o.buyer_id, s.carrier, s.tracking_number,
                o.placed_at, o.verified_at, s.declared_at, s.contested_request_at,
                o.ship_from_country, o.ship_to_country, o.ship_to_postal_code,
                coalesce(pressure.reported, false),
                case when s.first_scan_at <= :asOf then s.first_scan_at end,
                case when s.first_scan_at <= :asOf then s.first_scan_country end,
                case when s.accepted_at <= :asOf then s.accepted_at end,
                case when s.delivered_at <= :asOf then s.delivered_at end,
                case when s.delivered_at <= :asOf then s.delivered_country end,
                case when s.delivered_at <= :asOf then s.delivered_postal_code end,
                s.number_valid, s.number_certain, s.number_tracked, s.number_country, s.number_postal_code, s.shipper_id,
                coalesce(shipper.sellers, 0), coalesce(own.parcels, 0),
                sp.handling_seconds, sp.blocked, sp.unmoved, sp.requests, sp.reports, sp.reporters,
                mp.blocked, mp.unmoved, mp.requests, mp.reports,
                silent.days,
                document.sha256, document.given_at, document.other_order_id, document.other_given_at,
                o.closed_at is not null and o.closed_at <= :asOf,
                o.frozen_at is not null and o.frozen_at <= :asOf,
                other.order_id, other.id, other.buyer_id, other.ship_to_country, other.ship_to_postal_code,
                other.declared_at, other.seller_id, other.earlier_number
            from shipment s
            join orders o on o.order_id = s.order_id
            left join seller_profile sp on sp.seller_id = s.seller_id
            left join market_profile mp on mp.market = o.market
            left join lateral (
                select bool_or(c.seller_asked or c.true_reason <> c.reason) reported
                from cancellation c where c.order_id = s.order_id and c.requested_at <= :asOf) pressure on true
            left join lateral (
                select string_agg(cast(d.day as text), ',' order by d.day) days
                from carrier_day d
                where d.carrier = s.carrier and d.silent
                    and d.day between cast(s.declared_at at time zone 'UTC' as date)
                        and cast(least(s.accepted_at, :asOf) at time zone 'UTC' as date)) silent on true
            left join lateral (
                select count(*) parcels from (
                    select from shipment t
                    where t.shipper_id = s.shipper_id and t.carrier = s.carrier and t.seller_id = s.seller_id
                        and t.order_id <> s.order_id and t.accepted_at <= :asOf
                    limit %2$s) p) own on s.shipper_id is not null
            left join lateral (
                with recursive account (seller_id, no) as (
                    (select t.seller_id, 1 from shipment t
                     where own.parcels = 0 and t.shipper_id = s.shipper_id and t.carrier = s.carrier
                         and t.accepted_at <= :asOf
                     order by t.seller_id limit 1)
                    union all
                    select next.seller_id, a.no + 1 from account a cross join lateral (
                        select t.seller_id from shipment t
                        where t.shipper_id = s.shipper_id and t.carrier = s.carrier and t.seller_id > a.seller_id
                            and t.accepted_at <= :asOf
                        order by t.seller_id limit 1) next
                    where a.no < %3$s)
                select count(*) filter (where seller_id <> s.seller_id) sellers from account
                -- Whoever has the account after this parcel was declared does not make it another's.
                having exists (select from shipment t
                    where t.shipper_id = s.shipper_id and t.carrier = s.carrier and t.seller_id <> s.seller_id
                        and t.accepted_at <= :asOf and t.accepted_at < s.declared_at)) shipper on own.parcels = 0
            left join lateral (
                select e.sha256, e.given_at, f.order_id other_order_id, f.given_at other_given_at
                from evidence e
                join evidence f on f.sha256 = e.sha256 and f.order_id <> e.order_id
                    and (f.given_at, f.id) < (e.given_at, e.id)
                join shipment t on t.order_id = f.order_id and t.id = f.shipment_id
                where e.order_id = s.order_id and e.shipment_id = s.id and e.given_at <= :asOf
                    and not exists (select from evidence own
                        where own.sha256 = e.sha256 and own.order_id = e.order_id and (own.given_at, own.id) < (f.given_at, f.id))
                    and (t.carrier, t.tracking_number) <> (s.carrier, s.tracking_number)
                order by f.given_at, f.id limit 1) document on true
            left join lateral (
                (select t.order_id, t.id, t.declared_at, t.seller_id, p.buyer_id, p.ship_to_country, p.ship_to_postal_code,
                     cast(null as text) earlier_number
                 from shipment t join orders p on p.order_id = t.order_id
                 where t.tracking_number = s.tracking_number and t.carrier = s.carrier and t.order_id <> s.order_id
                     and t.declared_at <= s.declared_at
                     and (p.buyer_id, p.ship_to_country, p.ship_to_postal_code)
                         <> (o.buyer_id, o.ship_to_country, o.ship_to_postal_code)
                 order by t.declared_at desc limit %1$s)
                union all
                (select t.order_id, t.id, t.declared_at, t.seller_id, p.buyer_id, p.ship_to_country, p.ship_to_postal_code,
                     cast(null as text) earlier_number
                 from shipment t join orders p on p.order_id = t.order_id
                 where t.tracking_number = s.tracking_number and t.carrier = s.carrier and t.order_id <> s.order_id
                     and t.declared_at > s.declared_at and t.declared_at <= :asOf
                     and (p.buyer_id, p.ship_to_country, p.ship_to_postal_code)
                         <> (o.buyer_id, o.ship_to_country, o.ship_to_postal_code)
                 order by t.declared_at limit %1$s)
                union all
                (select t.order_id, t.id, t.declared_at, t.seller_id, p.buyer_id, p.ship_to_country, p.ship_to_postal_code,
                     mine.tracking_number
                 from shipment_number mine
                 join shipment t on t.tracking_number = mine.tracking_number and t.carrier = mine.carrier
                 join orders p on p.order_id = t.order_id
                 where s.corrected and mine.order_id = s.order_id and mine.shipment_id = s.id and mine.state = 'REPLACED'
                     and t.order_id <> s.order_id and t.declared_at <= :asOf
                     and (p.buyer_id, p.ship_to_country, p.ship_to_postal_code)
                         <> (o.buyer_id, o.ship_to_country, o.ship_to_postal_code)
                 order by t.declared_at desc limit %1$s)
                union all
                -- What another seller has put right is no sign against this one.
                (select t.order_id, t.id, t.declared_at, t.seller_id, p.buyer_id, p.ship_to_country, p.ship_to_postal_code,
                     theirs.tracking_number
                 from shipment_number theirs
                 join shipment t on t.order_id = theirs.order_id and t.id = theirs.shipment_id
                 join orders p on p.order_id = t.order_id
                 where theirs.tracking_number = s.tracking_number and theirs.carrier = s.carrier
                     and theirs.state = 'REPLACED'
                     and t.order_id <> s.order_id and t.seller_id = s.seller_id and t.declared_at <= :asOf
                     and (p.buyer_id, p.ship_to_country, p.ship_to_postal_code)
                         <> (o.buyer_id, o.ship_to_country, o.ship_to_postal_code)
                 order by t.declared_at desc limit %1$s)
                union all
                (select t.order_id, t.id, t.declared_at, t.seller_id, p.buyer_id, p.ship_to_country, p.ship_to_postal_code,
                     mine.tracking_number
                 from shipment_number mine
                 join shipment_number theirs on theirs.tracking_number = mine.tracking_number
                     and theirs.carrier = mine.carrier and theirs.state = 'REPLACED'
                 join shipment t on t.order_id = theirs.order_id and t.id = theirs.shipment_id
                 join orders p on p.order_id = t.order_id
                 where s.corrected and mine.order_id = s.order_id and mine.shipment_id = s.id and mine.state = 'REPLACED'
                     and t.order_id <> s.order_id and t.seller_id = s.seller_id and t.declared_at <= :asOf
                     and (p.buyer_id, p.ship_to_country, p.ship_to_postal_code)
                         <> (o.buyer_id, o.ship_to_country, o.ship_to_postal_code)
                 order by t.declared_at desc limit %1$s)) other on true
            where %4$s and s.declared_at <= :asOf and s.carrier <> 'own'
                and (not s.settled or o.closed_at is not null)
            order by s.order_id, s.declared_at, s.id, other.declared_at, other.id
            """;

    /** Of many orders. */
    public static final String OF_ORDERS = facts("s.order_id = any(:orders)");

    /** Of one order. */
    static final String OF_ORDER = facts("s.order_id = :order");

    /**
     * For the rest of the transaction. PostgreSQL holds the plan for any order to be dearer than one made for this order, and
     * does not know that the making takes longer than carrying out and judging together.
     */
    static final String PLAN_ONCE = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    static final String SHARING = """
            select same.order_id from shipment s cross join lateral (
                select t.order_id from shipment t
                where t.tracking_number = s.tracking_number and t.carrier = s.carrier and t.order_id <> s.order_id
                order by t.declared_at desc limit :most) same
            where s.order_id = :order and s.carrier <> 'own'
            union
            select same.order_id from shipment_number n cross join lateral (
                (select t.order_id from shipment t
                    where t.tracking_number = n.tracking_number and t.carrier = n.carrier and t.order_id <> n.order_id
                    order by t.declared_at desc limit :most)
                union all
                (select m.order_id from shipment_number m
                    where m.tracking_number = n.tracking_number and m.carrier = n.carrier and m.order_id <> n.order_id
                        and m.state = 'REPLACED'
                    limit :most)) same
            where n.order_id = :order and n.state in ('IN_FORCE', 'REPLACED')
            union
            select same.order_id from shipment s cross join lateral (
                select n.order_id from shipment_number n
                where n.tracking_number = s.tracking_number and n.carrier = s.carrier and n.order_id <> s.order_id
                    and n.state = 'REPLACED'
                limit :most) same
            where s.order_id = :order
            union
            select same.order_id from evidence e cross join lateral (
                select f.order_id from evidence f where f.sha256 = e.sha256 and f.order_id <> e.order_id
                order by f.given_at desc limit :most) same
            where e.order_id = :order
            order by order_id
            """;

    /** The newest setting of each detector, and the newest candidate that stands. */
    static final String IN_FORCE = """
            select distinct on (code, candidate) code, candidate, version, mode, weight, thresholds
            from detector_setting
            where not candidate or ended_at is null
            order by code, candidate, version desc
            """;

    private static String facts(String which) {
        return FACTS.formatted(OTHERS_AT_MOST, SHIPPER_PARCELS_AT_MOST, SHIPPER_SELLERS_AT_MOST, which);
    }
}
