create constraint trigger nothing_is_released_that_is_held after insert on ledger_transfer
    deferrable initially deferred for each row
    when (new.from_account = 'ESCROW' and new.to_account in ('SELLER', 'PAID_OUT'))
    execute function ledger_releases_what_is_free();
