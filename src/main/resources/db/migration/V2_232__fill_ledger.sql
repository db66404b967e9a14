-- What was before the ledger, order by order, each locked: acts of the release before go on meanwhile.
do $$
declare
    last text := '';
    batch text[];
begin
    loop
        batch := array(select order_id from orders where order_id > last order by order_id limit 1000 for update);
        exit when cardinality(batch) = 0;
        perform ledger_take_over(batch);
        last := batch[cardinality(batch)];
        commit;
    end loop;
end
$$;
