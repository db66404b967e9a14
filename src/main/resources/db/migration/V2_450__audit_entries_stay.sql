create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_entry_stays();
