-- transfers_agree looks at the end of each statement, once for all of its rows, at what this looked at when the transaction
-- ended, row by row. Nobody uses it: what the release before writes passes both.
drop trigger accounts_are_sums_of_transfers on ledger_transfer;
