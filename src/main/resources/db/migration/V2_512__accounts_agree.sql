-- The release before writes the accounts with what has moved, in one statement, and so passes.
create trigger accounts_agree after update on ledger_balance
    referencing new table as written for each statement execute function ledger_sums_agree();
