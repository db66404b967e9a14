-- What the record had before there were sanctions, so that sellers can appeal against it, too: with the year and the six
-- months of the policies that are delivered. Limits and suspensions of then had no effect, and get none.
do $$
declare
    last_seller text := '';
    last_id     uuid := '00000000-0000-0000-0000-000000000000';
    sellers     text[];
    ids         uuid[];
begin
    loop
        select array_agg(seller_id order by seller_id, id), array_agg(id order by seller_id, id) into sellers, ids
        from (select seller_id, id from seller_entry where (seller_id, id) > (last_seller, last_id)
            order by seller_id, id limit 1000) batch;
        exit when sellers is null;
        insert into sanction (
            seller_id, id, kind, status, order_id, cause, rule, amount, currency, points, statement, facts,
            found_by_machine, decided_by_machine, market, policy_version, decided_by, decided_at, in_force_at,
            points_until, appeal_until, version)
        select e.seller_id, e.id, e.kind, 'IN_FORCE', e.order_id, e.cause, e.rule, e.amount, e.currency, e.points,
            e.statement, '[]', e.cause not like 'case-%', e.cause not like 'case-%' and e.cause not like 'false-shipment%',
            o.market, o.policy_version, e.decided_by, e.at, e.at, e.at + interval '1 year', e.at + interval '6 months', 0
        from unnest(sellers, ids) as batch (seller_id, id)
            join seller_entry e using (seller_id, id) join orders o on o.order_id = e.order_id
        where e.kind <> 'CLAIM'
        on conflict do nothing;
        last_seller := sellers[array_length(sellers, 1)];
        last_id := ids[array_length(ids, 1)];
        commit;
    end loop;
end
$$;
