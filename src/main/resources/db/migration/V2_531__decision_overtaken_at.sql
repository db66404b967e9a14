-- A26: when a decision that waited for approval was overtaken, because its case was closed.
alter table case_decision add column overtaken_at timestamptz;
