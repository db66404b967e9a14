-- The service's own code of an entry, without which nobody can write one behind its back. Null in what the release before writes.
alter table audit_entry add column signature text;
