-- For each row, because only such a trigger is on every partition, too.
-- It refuses nothing: what the release before writes waits to be sealed, too.
create trigger audit_entry_waits after insert on audit_entry for each row execute function audit_entry_waits();
