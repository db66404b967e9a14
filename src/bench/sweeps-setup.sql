-- Orders :first to :last of :total, each with one parcel under way and six carrier events, placed over the last thirty
-- days; :never of a thousand parcels are never scanned and :each of a thousand have each of the other faults. What is
-- drawn comes from the order's number, so every run has the same market.
-- Honest noise: labels of the last days without a scan, one parcel for two orders of a buyer, pickup points round the
-- corner, refused and withdrawn requests, parcels for which the carrier's account is the seller's own.
-- Whose row refers to whose is known.
set session_replication_role = replica;
set work_mem = '64MB';
create temporary table laid as
select n, lpad(n::text, 10, '0') order_id, draw.fault, draw.seller, draw.buyer,
    (array['usps', 'ups', 'fedex', 'dhl', 's10', 'gofo'])[1 + draw.carrier] carrier,
    moment.placed_at, moment.placed_at + interval '1 hour' verified_at, moment.declared_at,
    moment.declared_at + interval '2 hours' + draw.later * interval '20 hours' scanned_at,
    moment.declared_at + interval '3 days' + draw.later * interval '12 days' delivered_at, draw.noise
from generate_series(cast(:first as bigint), cast(:last as bigint)) n
cross join lateral (select
    abs(hashint8extended(n, 1)) % 1000 fault_draw, abs(hashint8extended(n, 2)) % 5000 seller,
    abs(hashint8extended(n, 3)) % 200000 buyer, abs(hashint8extended(n, 4)) % 6 carrier,
    (abs(hashint8extended(n, 5)) % 1000) / 1000.0 later, abs(hashint8extended(n, 6)) % 1000 noise) drawn
cross join lateral (select drawn.*, case
    when fault_draw < :never then 'F1'
    when fault_draw < :never + 11 * :each
        then (array['F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'])[1 + (fault_draw - :never) / :each]
    end fault) draw
cross join lateral (select
    now() - interval '32 days' + (n::float8 / :total) * interval '30 days' placed_at,
    now() - interval '31 days' + (n::float8 / :total) * interval '30 days' + draw.later * interval '1 day' declared_at) moment;
-- The faults of sellers are those of some, so that they show as a pattern.
update laid set seller = seller % 50 where fault in ('F11', 'F12');
-- Faults that show with time are old enough to.
update laid set placed_at = placed_at - interval '20 days', verified_at = verified_at - interval '20 days',
    declared_at = declared_at - interval '20 days', scanned_at = scanned_at - interval '20 days',
    delivered_at = delivered_at - interval '20 days'
where fault in ('F1', 'F2', 'F4', 'F6', 'F7', 'F11') and n % 10 <> 0;

create temporary table laid_parcel as
select l.*,
    case when fault in ('F1', 'F2', 'F4', 'F11') or scanned_at > now() then null
        when fault = 'F5' then placed_at - interval '3 days' else scanned_at end first_scan_at,
    case when fault in ('F1', 'F2', 'F4', 'F11', 'F5') or scanned_at > now() then null else scanned_at end accepted_at,
    case when fault in ('F1', 'F2', 'F4', 'F11', 'F5') or scanned_at > now() then null
        when fault = 'F7' then scanned_at + interval '1 hour'
        when delivered_at <= now() then delivered_at end arrived_at,
    case when fault in ('F2', 'F11') then declared_at - interval '5 hours' end contested_at,
    case when carrier in ('usps', 'ups') then 'A' || case when fault = 'F8' then (seller + 1) % 5000 else seller end end shipper,
    -- Another order's number; in honest noise that of the same buyer's other order.
    substr(translate(md5((case when fault = 'F3' or noise < 3 then n - 1 else n end)::text), 'abcdef', '123456'), 1, 16) number,
    (lpad(to_hex(floor(extract(epoch from declared_at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8'
        || substr(md5(n::text), 4, 15))::uuid id, gen_random_uuid() request_id
from laid l;
update laid_parcel p set carrier = o.carrier,
    buyer = case when p.fault is null then o.buyer else p.buyer end,
    shipper = null
from laid o where o.n = p.n - 1 and (p.fault = 'F3' or p.noise < 3);
alter table laid_parcel
    add postal_code text generated always as (lpad((buyer % 100000)::text, 5, '0')) stored,
    add first_scan_country text generated always as (
        case when first_scan_at is null then null when fault = 'F9' then 'PL' else 'CN' end) stored,
    add delivered_country text generated always as (
        case when arrived_at is null then null when fault = 'F6' then 'FR' else 'DE' end) stored,
    add delivered_postal_code text generated always as (
        case when arrived_at is not null then case when noise between 10 and 40
            then substr(lpad((buyer % 100000)::text, 5, '0'), 1, 4) || '7'
            else lpad((buyer % 100000)::text, 5, '0') end end) stored;

insert into orders (order_id, market, policy_version, buyer_id, seller_id, currency, status, frozen, request_state, placed_at,
    verified_at, declared_at, accepted_at, delivered_at, processing_seconds, shipping_fee, goods_total, paid,
    ship_from_country, ship_to_country, ship_to_postal_code, origin_hash, changed_at, changed_by, version)
select order_id, 'aliexpress', 1, 'buyer-' || buyer, 'seller-' || seller, 'USD',
    case when arrived_at is not null then 'DELIVERED' when accepted_at is not null then 'IN_TRANSIT' else 'SHIPPED' end,
    false, case when contested_at is not null then 'CONTESTED' end, placed_at, verified_at, declared_at, accepted_at, arrived_at,
    604800, 0, 1500, 1500, 'CN', 'DE', postal_code, md5(order_id) || md5(order_id), declared_at,
    'bench', 3
from laid_parcel order by n;
insert into order_line (order_id, line, sku, quantity, unit_price, shipped, version)
select order_id, 1, 'sku', 1, 1500, 1, 0 from laid_parcel order by n;

insert into shipment (order_id, id, seller_id, carrier, tracking_number, declared_at, declared_by, contested_request_id,
    contested_request_at, first_scan_at, accepted_at, delivered_at, delivered_country, delivered_postal_code, last_status,
    last_event_at, settled, version, number_valid, number_certain, shipper_id, first_scan_country, changed_at)
select order_id, id, 'seller-' || seller, carrier, number, declared_at, 'seller-' || seller,
    case when contested_at is not null then request_id end, contested_at, first_scan_at, accepted_at, arrived_at,
    delivered_country, delivered_postal_code,
    case when arrived_at is not null then 'DELIVERED' when accepted_at is not null then 'IN_TRANSIT' else 'LABEL_CREATED' end,
    coalesce(arrived_at, first_scan_at, declared_at), false, 1, fault is distinct from 'F4', true, shipper, first_scan_country,
    coalesce(arrived_at, first_scan_at, declared_at)
from laid_parcel order by n;

insert into cancellation (order_id, id, status, seller_id, buyer_id, reason, true_reason, seller_asked, whole, amount, liability,
    requested_at, requested_by, version)
select order_id, request_id,
    case when contested_at is not null then 'CONTESTED' when noise % 2 = 0 then 'REFUSED' else 'WITHDRAWN' end,
    'seller-' || seller, 'buyer-' || buyer, 'NOT_NEEDED', case when fault = 'F12' then 'OUT_OF_STOCK' end, fault is not distinct from 'F12', true,
    1500, 'BUYER', coalesce(contested_at, verified_at + interval '2 hours'), 'buyer-' || buyer, 0
from laid_parcel where contested_at is not null or fault = 'F12' or noise >= 960;

-- The same photograph for two orders, of which one is honest.
insert into evidence (order_id, id, shipment_id, seller_id, media_type, size, sha256, content, given_at, given_by)
select p.order_id, gen_random_uuid(), p.id, 'seller-' || p.seller, 'image/png', 1, md5(f.n::text) || md5(f.n::text), 'x',
    case when p.n = f.n then now() - interval '1 day' else now() - interval '2 days' end, 'seller-' || p.seller
from laid_parcel f join laid_parcel p on p.n in (f.n, f.n + 1) where f.fault = 'F10';

-- The same story as the shipments tell: never scanned means that there is nothing but labels, and what arrives, arrives
-- with the last event. Somebody else's parcel (F5) was under way before.
insert into carrier_event (carrier, tracking_number, event_id, status, occurred_at, received_at, country, postal_code)
select carrier, number, order_id || '-' || e,
    case when first_scan_at is null then 'LABEL_CREATED'
        else (array['LABEL_CREATED', 'ACCEPTED', 'IN_TRANSIT', 'IN_TRANSIT', case when arrived_at is null then 'IN_TRANSIT'
            else 'OUT_FOR_DELIVERY' end, case when arrived_at is null then 'IN_TRANSIT' else 'DELIVERED' end])[e] end,
    at, at + interval '1 minute', case when e = 6 and arrived_at is not null then delivered_country else coalesce(first_scan_country, 'CN') end,
    case when e = 6 then delivered_postal_code end
from laid_parcel p cross join generate_series(1, 6) e
cross join lateral (select case
    when first_scan_at is null then declared_at + e * interval '1 minute'
    when e = 1 then least(declared_at, first_scan_at)
    else first_scan_at + (e - 2) * (coalesce(arrived_at, case when accepted_at is null then first_scan_at + interval '1 hour'
        else least(first_scan_at + interval '4 days', now()) end) - first_scan_at) / 4 end at) moment
order by p.n;
drop table laid_parcel, laid;
