-- The release before has the order locked, and books a payment before it writes it down, with what was open before: so it passes.
create trigger claim_payments_are_what_was_owed after insert on claim_payment
    for each row execute function claim_payment_is_what_was_owed();
