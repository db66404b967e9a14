-- The same of accounts_agree and new_accounts_agree.
drop trigger accounts_are_sums_of_transfers on ledger_balance;
