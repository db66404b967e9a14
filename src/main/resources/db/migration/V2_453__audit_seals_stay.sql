-- The release before knows no seals.
create trigger audit_seal_stays before update or delete on audit_seal for each row execute function audit_seal_stays();
