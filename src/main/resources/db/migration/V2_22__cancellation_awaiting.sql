-- D1, D4: what the refund of a request waits for. Null: nothing.
alter table cancellation add column awaiting text;
