-- The release before never truncates it.
create trigger audit_is_not_truncated before truncate on audit_entry for each statement execute function audit_entry_stays();
