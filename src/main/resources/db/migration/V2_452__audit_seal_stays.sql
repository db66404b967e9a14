-- The same of a seal: what an erasure takes from it is its salt, and nothing else.
create function audit_seal_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.id < (select kept_from from audit_chain where only_row) then
            return old;
        end if;
    elsif tg_op = 'UPDATE' then
        if new.salt is null and old.salt is not null
            and (new.id, new.number, new.entry_id, new.sealed_at, new.kind, new.digest, new.hash)
                = (old.id, old.number, old.entry_id, old.sealed_at, old.kind, old.digest, old.hash)
            and new.personal is not distinct from old.personal
            and exists (select from erasure where status = 'RUNNING'
                and cast(id as text) = current_setting('countermand.erasure', true)) then
            return new;
        end if;
    end if;
    raise exception 'seals of the audit are only added to' using errcode = 'restrict_violation';
end
$$;
