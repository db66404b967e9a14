create constraint trigger accounts_are_sums_of_transfers after insert on ledger_transfer
    deferrable initially deferred for each row execute function ledger_agrees();
