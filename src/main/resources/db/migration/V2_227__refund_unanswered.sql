-- A20b: since when it is before a person.
alter table refund add column escalated_at timestamptz;
