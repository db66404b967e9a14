-- As what was paid of claims. The release before changes none, and so passes.
create trigger ledger_is_only_added_to before update or delete or truncate on payout
    for each statement execute function ledger_is_only_added_to();
