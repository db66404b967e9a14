-- A18, A25, F13: what is released is not held when the transaction ends: not frozen, no dispute is open, and nobody holds the
-- escrow. The release before holds none; where a newer replica does, its releases fail, and are done again by a newer one.
create or replace function ledger_releases_what_is_free() returns trigger language plpgsql as $$
declare
    held boolean;
begin
    select frozen or disputed or escrow_held_at is not null into held from orders where order_id = new.order_id for share;
    if held then
        raise exception 'nothing_is_released_that_is_held: order % is frozen, disputed or held', new.order_id
            using errcode = 'check_violation', constraint = 'nothing_is_released_that_is_held';
    end if;
    return null;
end
$$;
