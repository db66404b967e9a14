create constraint trigger accounts_are_sums_of_transfers after insert or update on ledger_balance
    deferrable initially deferred for each row execute function ledger_agrees();
