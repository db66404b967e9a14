-- Release A, fill: along the key, a commit for each batch, so that no lock is held for longer than a batch takes.
do $$
declare
    last text := '';
begin
    loop
        with batch as (
            select order_id from orders where order_id > last order by order_id limit 1000),
        filled as (
            update orders o set ship_to_locality = o.ship_to_city
            from batch where o.order_id = batch.order_id and o.ship_to_locality is null and o.ship_to_city is not null)
        select max(order_id) into last from batch;
        exit when last is null;
        commit;
    end loop;
end
$$;
