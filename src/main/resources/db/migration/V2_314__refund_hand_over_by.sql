-- A20b: a refund whose provider cannot be called until then is put before a person. Null in what the release before wrote.
alter table refund add column hand_over_by timestamptz;
