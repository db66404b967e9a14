-- A20a: the chargeback that took the same money back before the refund was handed over.
alter table refund add column stopped_by text;
