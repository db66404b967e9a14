alter table ledger_entry drop constraint signs;
