-- What is written waits to be sealed, whoever writes it: the release before, too. No constraint and no default can do that.
create function audit_entry_waits() returns trigger language plpgsql as $$
begin
    insert into audit_unsealed (entry_id) values (new.id) on conflict (entry_id) do nothing;
    return null;
end
$$;
