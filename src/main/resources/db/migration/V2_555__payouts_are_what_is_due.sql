-- The release before reads what is due in the transaction that writes it, and so passes; where somebody books between the two, it
-- looks again, as it does for two payouts at once.
create trigger payouts_are_what_is_due after insert on payout
    for each row execute function payout_is_what_is_due();
