-- Nor does a payment become less than what goes back of it. The release before takes nothing of captured money off a payment, and
-- so passes.
create constraint trigger payments_cover_refunds after update on payment
    deferrable initially deferred for each row
    when (old.state = 'CAPTURED' and (new.state <> 'CAPTURED' or new.amount < old.amount))
    execute function refunds_are_within_captured();
