-- What pgbench writes, by the number of the order: as long as what the service writes, ids in the order of time.
create function bench_id(number bigint) returns uuid language sql immutable
    return (lpad(to_hex(number), 16, '0') || 'bfa569c486135566')::uuid;
create function bench_object(number bigint) returns text language sql immutable
    return 'orders/' || number;

create function bench_details(number bigint) returns text language sql immutable
    return '{"orderId":"' || number || '","buyerId":"buyer-1","sellerId":"seller-1","orderStatus":"CLOSED_UNPAID",'
        '"currency":"EUR","market":"aliexpress","status":"CLOSED_UNPAID","total":"29.90","paid":"0.00",'
        '"refunded":"0.00","previousStatus":"PLACED","rule":"A1"}';

-- Unpaid orders :first to :last, copies of one placed over HTTP, without deadlines: nothing happens to them yet.
create procedure lay_orders(template text, first bigint, last bigint) language sql as $$
    insert into orders
    select copy.* from orders o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text)) copy
    where o.order_id = template;
    insert into order_line
    select copy.* from order_line o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text)) copy
    where o.order_id = template;
$$;

-- Their deadlines, due a microsecond apart, the last one now: in the order of their numbers, and all at once.
create procedure lay_deadlines(template text, first bigint, last bigint) language sql as $$
    insert into deadline
    select copy.* from deadline o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text, 'id', bench_id(number), 'subject', number::text,
            'due_at', now() - (last - number) * interval '1 microsecond')) copy
    where o.order_id = template;
$$;

-- A market's other deadlines: all in the future, a thousand to an order. That each names an order is known.
create procedure lay_future(template text, first bigint, count bigint) language sql as $$
    select set_config('session_replication_role', 'replica', true);
    insert into deadline (order_id, id, kind, subject, due_at)
    select (first + number / 1000)::text, gen_random_uuid(), 'CLOSE_UNPAID', number::text,
           now() + interval '1 day' + number * interval '1 second'
    from generate_series(0, count - 1) number;
$$;
