-- A20a: when it failed or was voided.
alter table payment add column ended_at timestamptz;
