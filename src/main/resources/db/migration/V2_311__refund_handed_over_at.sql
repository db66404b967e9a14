-- A20: when the first call that hands the refund to its provider was begun, in the round that handed_over_round names; it is
-- written before that call. Null: nobody has begun one.
alter table refund add column handed_over_at timestamptz;
