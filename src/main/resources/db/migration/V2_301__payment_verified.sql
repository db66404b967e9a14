-- A20a: what was verified; another amount may come. Empty where it was captured at once, or told by a release before this one.
alter table payment add column verified_amount bigint;
