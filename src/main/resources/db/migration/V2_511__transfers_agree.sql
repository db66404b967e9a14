-- The release before books transfers and what they make of the accounts in one statement, and so passes.
create trigger transfers_agree after insert on ledger_transfer
    referencing new table as written for each statement execute function ledger_sums_agree();
