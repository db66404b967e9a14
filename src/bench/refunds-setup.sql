-- What is laid ready for src/bench/refunds. Numbers have twelve digits: an order's id is its number, and those of its refund
-- and of that one's deadline end with it, so that the replay finds them in what the service sent.
create function bench_refund(number bigint) returns uuid language sql immutable
    return ('01999999-0000-7000-8000-' || number)::uuid;
create function bench_deadline(number bigint) returns uuid language sql immutable
    return ('01999998-0000-7000-8000-' || number)::uuid;

-- Cancelled orders :first to :last, copies of one whose refund was handed over, each with a refund that was not.
create procedure lay_refunds(template text, first bigint, last bigint) language sql
    -- What is copied agrees, so nobody adds it up again.
    set session_replication_role = replica as $$
    insert into orders
    select copy.* from orders o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text)) copy
    where o.order_id = template;
    insert into order_line
    select copy.* from order_line o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text)) copy
    where o.order_id = template;
    insert into payment
    select copy.* from payment o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text, 'provider_reference', 'ch-' || number)) copy
    where o.order_id = template;
    insert into refund
    select copy.* from refund o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text, 'id', bench_refund(number), 'status', 'REQUESTED',
            'submitted_at', null, 'reference', null, 'handed_over_at', null, 'handed_over_round', null,
            'version', 0)) copy
    where o.order_id = template;
    -- Both in one statement: what accounts stand at agrees with what moved.
    with accounts as (
        insert into ledger_balance
        select copy.* from ledger_balance o, generate_series(first, last) number, lateral jsonb_populate_record(
            o, jsonb_build_object('order_id', number::text)) copy
        where o.order_id = template)
    insert into ledger_transfer
    select copy.* from ledger_transfer o, generate_series(first, last) number, lateral jsonb_populate_record(
        o, jsonb_build_object('order_id', number::text, 'id', gen_random_uuid(),
            'refund_id', case when o.refund_id is not null then bench_refund(number) end,
            'subject', replace(o.subject, o.refund_id::text, bench_refund(number)::text))
            || case when o.refund_id is null then jsonb_build_object('subject', o.subject) else '{}' end) copy
    where o.order_id = template;
$$;

-- Their refunds are to be handed over, a microsecond apart, the last one now.
create procedure lay_submissions(first bigint, last bigint) language sql as $$
    insert into deadline (order_id, id, kind, subject, due_at)
    select number::text, bench_deadline(number), 'SUBMIT_REFUND', bench_refund(number)::text,
        now() - (last - number) * interval '1 microsecond'
    from generate_series(first, last) number;
$$;

-- Their providers are to be asked, all at once.
create procedure ask_now(first bigint, last bigint) language sql as $$
    update deadline set due_at = now()
    from generate_series(first, last) number
    where order_id = number::text and kind = 'CHECK_REFUND' and subject = bench_refund(number)::text;
$$;
