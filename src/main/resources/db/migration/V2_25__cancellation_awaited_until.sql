-- D1: when what is awaited is looked at again, or ends.
alter table cancellation add column awaited_until timestamptz;
