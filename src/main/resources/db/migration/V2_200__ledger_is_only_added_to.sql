-- No constraint can say that a row stays as it is; this is the one thing a trigger is for here.
create function ledger_is_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is only added to' using errcode = 'restrict_violation';
end
$$;
