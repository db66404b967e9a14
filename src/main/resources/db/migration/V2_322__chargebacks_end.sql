-- A20a: a chargeback of which nobody tells the end has one all the same, also where it is open already. Older replicas leave
-- alone what they do not know.
do $$
declare
    last text := '';
begin
    loop
        with batch as (
            select order_id from orders where order_id > last order by order_id limit 1000),
        set_due as (
            insert into deadline (order_id, id, kind, subject, due_at)
            select c.order_id, gen_random_uuid(), 'CHARGEBACK_SILENT', 'chargeback/' || c.id,
                c.changed_at + interval '120 days'
            from batch join chargeback c on c.order_id = batch.order_id
            where c.state = 'OPENED'
            on conflict on constraint one_deadline_of_a_kind do nothing)
        select max(order_id) into last from batch;
        exit when last is null;
        commit;
    end loop;
end
$$;
