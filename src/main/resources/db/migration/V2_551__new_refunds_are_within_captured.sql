-- When the transaction ends, because refunds are written before the payments and accounts that they are of. The release before
-- refunds what payment.refunded and ledger_balance.refunded count, which are within what was captured, and so passes.
create constraint trigger new_refunds_are_within_captured after insert on refund
    deferrable initially deferred for each row execute function refunds_are_within_captured();
