-- The release before makes accounts at zero, or with what has moved, in one statement, and so passes.
create trigger new_accounts_agree after insert on ledger_balance
    referencing new table as written for each statement execute function ledger_sums_agree();
