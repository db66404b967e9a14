-- Ids for pgbench, as long as the service's and in the order of time like them: the number is milliseconds since 1970,
-- with 16 bits behind them to count with.
create function bench_id(number bigint) returns uuid language sql immutable
    return (lpad(to_hex(number), 16, '0') || 'bfa569c486135566')::uuid;
create function bench_object(number bigint) returns text language sql immutable
    return 'cancellations/' || (lpad(to_hex(number), 16, '0') || 'bfa569c486135566');

-- The same in arrays of one, as the journal is written.
create function bench_array(value text) returns text language sql immutable
    return array[value]::text;
create function bench_ids(number bigint) returns text language sql immutable
    return array[bench_id(number)]::text;
create function bench_objects(number bigint) returns text language sql immutable
    return array[bench_object(number)]::text;

-- Copies of a paid order, one for each number; each buyer has as many as the next.
insert into orders
select copy.* from orders o, generate_series(:first, :last) number, lateral jsonb_populate_record(
    o, jsonb_build_object('order_id', number::text, 'buyer_id', (number % :buyers)::text)) copy
where o.order_id = :'template';

insert into order_line
select copy.* from order_line o, generate_series(:first, :last) number, lateral jsonb_populate_record(
    o, jsonb_build_object('order_id', number::text)) copy
where o.order_id = :'template';

insert into payment
select copy.* from payment o, generate_series(:first, :last) number, lateral jsonb_populate_record(
    o, jsonb_build_object('order_id', number::text, 'provider_reference', 'ch-' || number)) copy
where o.order_id = :'template';

-- What is copied agrees, so nobody adds it up: that of a million at once would take the most time of all.
set session_replication_role = replica;
with accounts as (
    insert into ledger_balance
    select copy.* from ledger_balance o, generate_series(:first, :last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text)) copy
    where o.order_id = :'template')
insert into ledger_transfer
select copy.* from ledger_transfer o, generate_series(:first, :last) number, lateral jsonb_populate_record(
    o, jsonb_build_object('order_id', number::text, 'id', gen_random_uuid())) copy
where o.order_id = :'template';

set session_replication_role = origin;

insert into deadline
select copy.* from deadline o, generate_series(:first, :last) number, lateral jsonb_populate_record(
    o, jsonb_build_object('order_id', number::text, 'id', gen_random_uuid(), 'subject', number::text)) copy
where o.order_id = :'template';

vacuum analyze;
checkpoint;
