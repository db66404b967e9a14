-- What was told twice before counts as it did, and its reference belongs to the first: the others are marked.
do $$
declare
    last text := '';
begin
    loop
        with batch as (
            select order_id from orders where order_id > last order by order_id limit 1000),
        again as (
            update payment p set counted = false
            from batch
            where p.order_id = batch.order_id and p.counted and exists (
                select 1 from payment first
                where first.provider = p.provider and first.provider_reference = p.provider_reference
                    and (first.registered_at, first.order_id, first.payment_id)
                        < (p.registered_at, p.order_id, p.payment_id)))
        select max(order_id) into last from batch;
        exit when last is null;
        commit;
    end loop;
end
$$;
