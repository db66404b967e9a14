alter table ledger_entry validate constraint signs_by_kind;
