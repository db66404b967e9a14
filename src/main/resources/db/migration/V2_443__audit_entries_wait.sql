-- For each row, because only such a trigger is on every partition, too.
create trigger audit_entry_waits after insert on audit_entry for each row execute function audit_entry_waits();
