-- What was kept so far, as far as it was not refunded after all.
do $$
declare
    last text := '';
begin
    loop
        with batch as (
            select order_id, sum(amount) as deducted from charge
            where deducted and order_id > last group by order_id order by order_id limit 1000),
        filled as (
            update orders o set kept = least(batch.deducted, o.paid - o.refunded)
            from batch where o.order_id = batch.order_id and o.kept = 0)
        select max(order_id) into last from batch;
        exit when last is null;
        commit;
    end loop;
end
$$;
