-- What carriers have of the orders that are under way; of a parcel that says nothing of its units, all that was shipped.
-- Worked out anew by the next word of the carrier, as ever (P1).
do $$
declare
    last text := '';
begin
    loop
        with batch as (
            select order_id, status from orders where order_id > last order by order_id limit 1000),
        accepted as (
            select s.order_id, l.line, s.delivered_at is not null as at_the_buyers, coalesce(l.quantity - l.gone, 0) as units
            from batch
            join shipment s on s.order_id = batch.order_id and s.accepted_at is not null
            left join shipment_line l on l.order_id = s.order_id and l.shipment_id = s.id),
        known as (
            select o.order_id, o.line,
                   case when batch.status in ('DELIVERED', 'COMPLETED') or bool_or(a.order_id is not null and a.line is null) then o.shipped
                        else least(o.shipped, coalesce(sum(a.units) filter (where a.line = o.line), 0)) end as carried,
                   case when batch.status in ('DELIVERED', 'COMPLETED') then o.shipped
                        else least(o.shipped,
                                   coalesce(sum(a.units) filter (where a.line = o.line and a.at_the_buyers), 0))
                   end as delivered
            from batch
            join order_line o on o.order_id = batch.order_id and o.shipped > 0 and o.carried = 0
            left join accepted a on a.order_id = o.order_id
            group by o.order_id, o.line, o.shipped, batch.status),
        filled as (
            update order_line o set carried = known.carried, delivered = least(known.delivered, known.carried)
            from known where o.order_id = known.order_id and o.line = known.line and o.carried = 0
                and known.carried > 0)
        select max(order_id) into last from batch;
        exit when last is null;
        commit;
    end loop;
end
$$;
