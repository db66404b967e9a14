-- What was written before waits, too. What has a seal already is not sealed again.
do $$
declare
    last  uuid := '00000000-0000-0000-0000-000000000000';
    batch uuid[];
begin
    loop
        batch := array(select id from audit_entry where id > last order by id limit 5000);
        exit when cardinality(batch) = 0;
        insert into audit_unsealed (entry_id) select unnest(batch) on conflict (entry_id) do nothing;
        last := batch[cardinality(batch)];
        commit;
    end loop;
end
$$;
