-- Whose order it is, of the demands that there are. Filled twice it is filled the same.
do $$
declare
    last text := '';
begin
    loop
        with batch as (
            select distinct order_id from evidence_demand where order_id > last order by order_id limit 1000),
        filled as (
            update evidence_demand d set seller_id = o.seller_id
            from batch join orders o on o.order_id = batch.order_id
            where d.order_id = batch.order_id and d.seller_id is null)
        select max(order_id) into last from batch;
        exit when last is null;
        commit;
    end loop;
end
$$;
