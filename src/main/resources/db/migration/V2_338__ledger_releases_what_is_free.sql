-- A18, A25: what is released is not held when the transaction ends: not frozen, and no dispute is open. An act that lifts the
-- hold may release in the same transaction, in whatever order the two are written. The order is locked, so that of a
-- release and a freeze at once one sees the other. A check sees one table, so it cannot be one.
create function ledger_releases_what_is_free() returns trigger language plpgsql as $$
declare
    held boolean;
begin
    select frozen or disputed into held from orders where order_id = new.order_id for share;
    if held then
        raise exception 'nothing_is_released_that_is_held: order % is frozen or disputed', new.order_id
            using errcode = 'check_violation', constraint = 'nothing_is_released_that_is_held';
    end if;
    return null;
end
$$;
