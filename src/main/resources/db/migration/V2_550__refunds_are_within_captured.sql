-- A20: what goes back of a payment, and of an order, is no more than what was captured of it, whoever writes the refunds. By
-- three keys: the accounts of the order, its payment, its refunds.
create function refunds_are_within_captured() returns trigger language plpgsql as $$
declare
    of_order   bigint;
    of_payment bigint;
    went       bigint;
    went_of_it bigint;
begin
    -- Of two who add to one order at once the second waits here, and then sees what the first has added.
    select captured into of_order from ledger_balance where order_id = new.order_id for no key update;
    select case state when 'CAPTURED' then amount else 0 end into of_payment
    from payment where order_id = new.order_id and payment_id = new.payment_id;
    select coalesce(sum(amount), 0), coalesce(sum(amount) filter (where payment_id = new.payment_id), 0)
    into went, went_of_it
    from refund where order_id = new.order_id and status <> 'CLOSED';
    if went > coalesce(of_order, 0) or went_of_it > coalesce(of_payment, 0) then
        raise exception 'refunds_are_within_captured: of payment % of order % more would go back than came in',
            new.payment_id, new.order_id
            using errcode = 'check_violation', constraint = 'refunds_are_within_captured';
    end if;
    return null;
end
$$;
