alter table cancellation add constraint awaiting_is_a_word check (awaiting ~ '^[A-Z][A-Z0-9_]*$') not valid;
