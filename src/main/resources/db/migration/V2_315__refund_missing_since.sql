-- A20b: since when its provider, who was asked for it, has said that they do not have it. Null: they have not said so.
alter table refund add column missing_since timestamptz;
