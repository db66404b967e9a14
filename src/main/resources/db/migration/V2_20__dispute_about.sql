-- P2: the units that a dispute is about, by parcel, as JSON. Null: the order as it is, and all that the release before wrote.
alter table dispute add column about text;
