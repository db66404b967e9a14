-- D1: the dispute under which the goods go back.
alter table cancellation add column return_id uuid;
