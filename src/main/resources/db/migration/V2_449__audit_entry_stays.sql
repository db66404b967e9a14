-- The audit is only added to. Two ways lead out: the retention has said up to where it forgets, and an erasure that is under
-- way takes a buyer out of an entry, which stays what, when and by which role it was. No constraint can say that.
create function audit_entry_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.id < (select kept_from from audit_chain where only_row) then
            return old;
        end if;
    elsif tg_op = 'UPDATE' then
        if (new.id, new.action, new.at, new.role) = (old.id, old.action, old.at, old.role)
            and new.version is not distinct from old.version
            and exists (select from erasure where status = 'RUNNING'
                and cast(id as text) = current_setting('countermand.erasure', true)) then
            return new;
        end if;
    end if;
    raise exception 'the audit is only added to' using errcode = 'restrict_violation';
end
$$;
