-- A20b: what its provider said last, for staff.
alter table refund add column provider_words text;
