-- The same of refunds that count again or are more; their steps on the way are not looked at. The release before counts what
-- it takes up again in payment and accounts, and so passes.
create constraint trigger changed_refunds_are_within_captured after update on refund
    deferrable initially deferred for each row
    when (old.status = 'CLOSED' and new.status <> 'CLOSED' or new.amount > old.amount or new.payment_id <> old.payment_id)
    execute function refunds_are_within_captured();
