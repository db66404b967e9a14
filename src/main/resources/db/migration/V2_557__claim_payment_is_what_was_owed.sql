-- C3, A24: what was paid of a claim is booked as that, and what was open before it is what the order's account says. The price of
-- goods is not in it (C1).
create function claim_payment_is_what_was_owed() returns trigger language plpgsql as $$
declare
    booked bigint;
    still  bigint;
begin
    select coalesce(sum(amount), 0) into booked
    from ledger_transfer
    where order_id = new.order_id and subject = 'claims/' || new.id and cause = 'CLAIM_PAID'
        and to_account = 'CLAIM_ON_' || new.debtor;
    select case new.debtor when 'SELLER' then -claim_on_seller else -claim_on_buyer - outstanding end into still
    from ledger_balance where order_id = new.order_id;
    if booked <> new.amount or new.owed is distinct from still + new.amount then
        raise exception 'claim_payment_is_what_was_owed: of order % something else was owed before %, or is booked for it',
            new.order_id, new.id
            using errcode = 'check_violation', constraint = 'claim_payment_is_what_was_owed';
    end if;
    return null;
end
$$;
