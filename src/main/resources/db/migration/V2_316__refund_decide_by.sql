-- A20b, P7: by when somebody should have decided what becomes of a refund that is before a person. Null: it is not.
alter table refund add column decide_by timestamptz;
