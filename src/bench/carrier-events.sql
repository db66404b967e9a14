-- What single inserts and COPY write into: the service's own table of carrier events, twice.
create table bench_copy (like carrier_event including all);
create table bench_single (like carrier_event including all);

-- The tracking number of parcel :number, as the load sends it.
create function bench_parcel(number bigint) returns text language sql immutable
    return '1Z' || lpad(number::text, 16, '0');

-- Orders that were shipped in one parcel each, the parcels :first to :last; copies of one that was paid over HTTP, a week
-- ago.
create procedure lay_shipped(template text, first bigint, last bigint) language sql as $$
    insert into orders
    select copy.* from orders o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text, 'status', 'SHIPPED', 'ship_from_country', 'DE',
            'placed_at', o.placed_at - interval '7 days', 'verified_at', o.verified_at - interval '7 days',
            'declared_at', o.changed_at - interval '7 days')) copy
    where o.order_id = template;
    insert into order_line
    select copy.* from order_line o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text, 'shipped', o.quantity)) copy
    where o.order_id = template;
    insert into shipment (order_id, id, seller_id, carrier, tracking_number, declared_at, declared_by, changed_at, version)
    select number::text, gen_random_uuid(), o.seller_id, 'ups', bench_parcel(number), o.changed_at - interval '7 days', o.seller_id,
        o.changed_at - interval '7 days', 0
    from orders o, generate_series(first, last) number
    where o.order_id = template;
    insert into shipment_line (order_id, shipment_id, line, quantity)
    select s.order_id, s.id, l.line, l.quantity
    from shipment s join order_line l using (order_id)
    where s.tracking_number between bench_parcel(first) and bench_parcel(last);
$$;
