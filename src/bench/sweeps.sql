-- What a full sweep finds, as one statement that is written for this market alone: the figures of its policy and of
-- detectors.yaml as they are delivered, its calendar (no holidays, weekends in Asia/Shanghai, as a formula), postal codes
-- and countries as they are laid (no blanks, no small letters, all of one length), no carrier silent for a day.
-- Each signal is found from the side on which it is cheapest: numbers and shipper accounts are grouped once.
-- :now is when it is judged.
with parcel as not materialized (
    select s.order_id, s.id, s.seller_id, s.carrier, s.tracking_number, s.declared_at, s.contested_request_at, s.accepted_at,
        s.first_scan_at, s.first_scan_country, s.delivered_at, s.delivered_country, s.delivered_postal_code, s.number_valid,
        s.number_certain, s.number_tracked, s.number_country, s.number_postal_code, s.shipper_id, o.market, o.buyer_id,
        o.placed_at, o.verified_at, o.ship_from_country, o.ship_to_country, o.ship_to_postal_code,
        extract(isodow from s.declared_at at time zone 'Asia/Shanghai') as weekday
    from shipment s join orders o on o.order_id = s.order_id
    where not s.settled and s.carrier <> 'own' and s.declared_at <= :now and o.closed_at is null
), alone as (
    select p.order_id, p.id, signal.code
    from parcel p
    left join seller_profile sp on sp.seller_id = p.seller_id
    left join market_profile mp on mp.market = p.market
    cross join lateral (values
        ('NO_CARRIER_MOVEMENT', p.accepted_at is null and p.number_tracked and :now >= p.declared_at + interval '1 day'
            * (5 - greatest(p.weekday - 5, 0) + 2 * floor((least(p.weekday, 5) + 4) / 5))),
        ('SHIPPED_TO_BLOCK', p.accepted_at is null and p.declared_at - p.contested_request_at between interval '0' and interval '72 hours'
            and (p.number_tracked or sp.unmoved >= 2)
            and case when abs(floor(extract(epoch from p.declared_at - p.verified_at)) - sp.handling_seconds)
                    <= 0.5 * sp.handling_seconds
                then :now >= p.declared_at + interval '1 day'
                    * (5 - greatest(p.weekday - 5, 0) + 2 * floor((least(p.weekday, 5) + 4) / 5))
                else :now >= p.declared_at + interval '1 day'
                    * (3 - greatest(p.weekday - 5, 0) + 2 * floor((least(p.weekday, 5) + 2) / 5)) end),
        ('NUMBER_INVALID', p.accepted_at is null and not p.number_valid and p.number_certain),
        ('SCAN_BEFORE_ORDER', p.first_scan_at < p.placed_at - interval '24 hours'
            and p.first_scan_at >= p.placed_at - interval '60 days'),
        ('WRONG_DESTINATION', p.delivered_country <> p.ship_to_country
            or left(p.delivered_postal_code, 1) <> left(p.ship_to_postal_code, 1)
            or p.number_valid and p.number_certain and (p.number_country <> p.ship_to_country
                or left(p.number_postal_code, 1) <> left(p.ship_to_postal_code, 1))),
        ('IMPOSSIBLE_SPEED', p.delivered_at < p.declared_at - interval '4 days'
            or p.first_scan_at < p.delivered_at and p.delivered_at - p.first_scan_at
                < case when coalesce(p.first_scan_country, p.ship_from_country) = p.delivered_country
                    then interval '1 hour' else interval '12 hours' end),
        ('WRONG_ORIGIN', p.first_scan_country <> p.ship_from_country
            and p.first_scan_at >= p.placed_at - interval '60 days'),
        ('SELLER_PATTERN', p.accepted_at is null and p.contested_request_at is not null and sp.unmoved >= 3
            and sp.unmoved / sp.blocked::float8
                >= greatest(0.5, least(1, 3 * mp.unmoved / nullif(mp.blocked, 0)::float8)))) signal (code, found)
    -- Most parcels show nothing: that is decided before the signals are told apart.
    where (p.accepted_at is null and (p.declared_at < :now - interval '5 days' or p.contested_request_at is not null
                or not p.number_valid)
            or p.first_scan_at < p.placed_at - interval '24 hours'
            or p.delivered_country <> p.ship_to_country
            or p.delivered_postal_code <> p.ship_to_postal_code
                and left(p.delivered_postal_code, 1) <> left(p.ship_to_postal_code, 1)
            or p.number_country <> p.ship_to_country
            or p.number_postal_code <> p.ship_to_postal_code
            or p.delivered_at < p.declared_at - interval '4 days'
            or p.first_scan_at < p.delivered_at and p.delivered_at - p.first_scan_at < interval '12 hours'
            or p.first_scan_country <> p.ship_from_country)
        and signal.found
), twice as materialized (
    select tracking_number, carrier from shipment group by tracking_number, carrier having count(*) > 1
), shared as (
    select distinct p.order_id, p.id, 'NUMBER_REUSED' as code
    from twice
    join parcel p on p.tracking_number = twice.tracking_number and p.carrier = twice.carrier
    join shipment t on t.tracking_number = p.tracking_number and t.carrier = p.carrier and t.order_id <> p.order_id
        and t.declared_at > p.declared_at - interval '120 days' and t.declared_at < p.declared_at + interval '120 days'
        and t.declared_at <= :now
    join orders u on u.order_id = t.order_id
        and (u.buyer_id, u.ship_to_country, u.ship_to_postal_code) <> (p.buyer_id, p.ship_to_country, p.ship_to_postal_code)
    where (p.declared_at, p.id) > (t.declared_at, t.id)
        or p.accepted_at is null and (p.seller_id = t.seller_id or :now >= p.declared_at + interval '1 day'
            * (5 - greatest(p.weekday - 5, 0) + 2 * floor((least(p.weekday, 5) + 4) / 5)))
), account as (
    select shipper_id, carrier, seller_id, count(*) as parcels, min(accepted_at) as since,
        count(*) over (partition by shipper_id, carrier) as sellers
    from shipment where shipper_id is not null and accepted_at is not null and accepted_at <= :now
    group by shipper_id, carrier, seller_id
), foreign_account as (
    select p.order_id, p.id, 'FOREIGN_SHIPPER' as code
    from (select shipper_id, carrier, min(sellers) as sellers from account group by shipper_id, carrier) known
    join parcel p on p.shipper_id = known.shipper_id and p.carrier = known.carrier
    left join account mine on mine.shipper_id = p.shipper_id and mine.carrier = p.carrier and mine.seller_id = p.seller_id
    where coalesce(mine.parcels, 0) = case when p.accepted_at is null then 0 else 1 end
        and known.sellers - case when mine.parcels is null then 0 else 1 end between 1 and 2
        and exists (select from account other where other.shipper_id = p.shipper_id and other.carrier = p.carrier
            and other.seller_id <> p.seller_id and other.since < p.declared_at)
), told as (
    select * from alone
    union all select * from shared
    union all select * from foreign_account
    union all
    select p.order_id, p.id, 'EVIDENCE_REUSED' from parcel p
    where exists (select from evidence e join evidence f on f.sha256 = e.sha256 and f.order_id <> e.order_id and f.given_at < e.given_at
        join shipment t on t.order_id = f.order_id and t.id = f.shipment_id
        where e.order_id = p.order_id and e.shipment_id = p.id and (t.carrier, t.tracking_number) <> (p.carrier, p.tracking_number))
    union all
    select p.order_id, p.id, 'COERCED_REASON' from parcel p
    join seller_profile sp on sp.seller_id = p.seller_id and sp.reporters >= 3
    join market_profile mp on mp.market = p.market
    where sp.reports / sp.requests::float8 >= least(1, 2 * mp.reports / nullif(mp.requests, 0)::float8)
        and exists (select from cancellation c where c.order_id = p.order_id and (c.seller_asked or c.true_reason <> c.reason))
)
select t.order_id, t.id as shipment_id, t.code from told t
where not exists (select from finding f where f.order_id = t.order_id and f.shipment_id = t.id and f.code = t.code
    and f.cleared_at is null)
