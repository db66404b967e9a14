-- What the release before may have handed over counts as begun when its round began, so that nothing is sent a second time.
do $$
declare
    last text := '';
begin
    loop
        with batch as (
            select order_id from orders where order_id > last order by order_id limit 1000),
        filled as (
            update refund r set handed_over_at = coalesce(r.round_since, r.requested_at), handed_over_round = r.round
            from batch
            where r.order_id = batch.order_id and r.handed_over_at is null
                and r.status in ('REQUESTED', 'FAILED', 'SUBMITTED', 'ESCALATED')
                and (r.attempts > r.round or r.submitted_at is not null or exists (
                    select 1 from refund_act a
                    where a.order_id = r.order_id and a.refund_id = r.id and a.kind = 'RETRIED')))
        select max(order_id) into last from batch;
        exit when last is null;
        commit;
    end loop;
end
$$;
