-- Keeps what sellers' accounts come to with whatever adds to them: one statement for all rows of one, and no way around it. In
-- the order of its key, so that of two who add to several sellers one waits for the other, and never both.
create function seller_balance_added() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'ledger_transfer' then
        insert into seller_balance as b (seller_id, currency, cause, part, amount)
        select seller_id, currency, cause, abs(hashtext(order_id) % 16),
            sum(case when to_account in ('SELLER', 'CLAIM_ON_SELLER') then amount else -amount end)
        from added where seller_id is not null
        group by 1, 2, 3, 4 order by 1, 2, 3, 4
        on conflict (seller_id, currency, cause, part) do update set amount = b.amount + excluded.amount;
    else
        insert into seller_balance as b (seller_id, currency, cause, part, amount)
        select seller_id, currency, 'NETTED', 0, -sum(amount)
        from added where means = 'NETTED'
        group by 1, 2 order by 1, 2
        on conflict (seller_id, currency, cause, part) do update set amount = b.amount + excluded.amount;
    end if;
    return null;
end
$$;
