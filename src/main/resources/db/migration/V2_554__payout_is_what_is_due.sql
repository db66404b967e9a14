-- A18, A24: what was due before a payout is what the seller's account came to, which the ledger keeps, less the payouts before
-- it; and these are counted without a gap.
create function payout_is_what_is_due() returns trigger language plpgsql as $$
declare
    account     bigint;
    numbered    bigint;
    paid_so_far bigint;
begin
    select coalesce(sum(amount), 0) into account
    from seller_balance where seller_id = new.seller_id and currency = new.currency;
    select number, paid_before + amount into numbered, paid_so_far
    from payout where seller_id = new.seller_id and currency = new.currency and number < new.number
    order by number desc limit 1;
    if new.number <> coalesce(numbered, 0) + 1 or new.paid_before <> coalesce(paid_so_far, 0)
        or new.due <> account - new.paid_before
    then
        -- As a key that is taken: whoever read what was due before somebody else booked reads it once more.
        raise exception 'payout_is_what_is_due: % were due to seller % before payout %',
            account - coalesce(paid_so_far, 0), new.seller_id, new.id
            using errcode = 'unique_violation', constraint = 'payout_is_what_is_due';
    end if;
    return null;
end
$$;
