-- A20b: since when a refund is in its present round with its provider; null in the first, which began with the refund.
alter table refund add column round_since timestamptz;
