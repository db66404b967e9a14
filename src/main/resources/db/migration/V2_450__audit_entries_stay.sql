-- The release before only adds to it, and deletes what is ten years old, of which it has nothing yet.
create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_entry_stays();
