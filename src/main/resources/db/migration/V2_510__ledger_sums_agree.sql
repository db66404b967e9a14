-- What the accounts of orders stand at is what their transfers say. The same as ledger_agrees says of one order, of all that a
-- statement has written, at its end: whoever writes a transfer writes what it makes of the accounts in the same statement.
create function ledger_sums_agree() returns trigger language plpgsql as $$
declare
    orders text[];
    wrong  text;
begin
    if tg_table_name = 'ledger_transfer' then
        -- Accounts that the same command of the same transaction has written, their own trigger looks at. By the keys, whatever
        -- the tables were like when this was planned.
        orders := array(
            select distinct w.order_id from written w
            where not coalesce((
                select b.xmin = t.xmin and b.cmin = t.cmin
                from ledger_transfer t join ledger_balance b on b.order_id = t.order_id
                where t.order_id = w.order_id and t.id = w.id), false));
    else
        orders := array(select order_id from written);
    end if;
    if cardinality(orders) = 0 then
        return null;
    end if;
    select named.order_id into wrong
    from unnest(orders) as named (order_id)
        left join (
            select order_id,
                sum(case 'PROVIDER' when to_account then amount when from_account then -amount end) as provider,
                sum(case 'BUYER' when to_account then amount when from_account then -amount end) as buyer,
                sum(case 'ESCROW' when to_account then amount when from_account then -amount end) as escrow,
                sum(case 'SELLER' when to_account then amount when from_account then -amount end) as seller,
                sum(case 'PLATFORM' when to_account then amount when from_account then -amount end) as platform,
                sum(case 'CARRIER_COSTS' when to_account then amount when from_account then -amount end) as carrier_costs,
                sum(case 'CLAIM_ON_BUYER' when to_account then amount when from_account then -amount end)
                    as claim_on_buyer,
                sum(case 'CLAIM_ON_SELLER' when to_account then amount when from_account then -amount end)
                    as claim_on_seller,
                sum(case 'OUTSTANDING' when to_account then amount when from_account then -amount end) as outstanding,
                sum(case 'CHARGEBACK' when to_account then amount when from_account then -amount end) as chargeback,
                sum(case 'SUSPENSE' when to_account then amount when from_account then -amount end) as suspense,
                sum(case 'SETTLED' when to_account then amount when from_account then -amount end) as settled,
                sum(case 'PAID_OUT' when to_account then amount when from_account then -amount end) as paid_out,
                sum(case 'RECEIVED' when to_account then amount when from_account then -amount end) as received,
                sum(case cause when 'CAPTURE' then amount end) as captured,
                sum(case cause when 'REFUND' then amount when 'REFUND_CLOSED' then -amount end) as refunded,
                sum(case cause when 'CHARGEBACK' then amount when 'CHARGEBACK_WON' then -amount end) as charged_back,
                min(currency) as currency, max(currency) as other_currency
            from ledger_transfer where order_id = any(orders) group by order_id) moved on moved.order_id = named.order_id
        left join (select * from ledger_balance where order_id = any(orders)) b on b.order_id = named.order_id
    where b.order_id is null or moved.currency <> b.currency or moved.other_currency <> b.currency
        or (b.provider, b.buyer, b.escrow, b.seller, b.platform, b.carrier_costs, b.claim_on_buyer, b.claim_on_seller,
                b.outstanding, b.chargeback, b.suspense, b.settled, b.paid_out, b.received, b.captured, b.refunded,
                b.charged_back)
            is distinct from (coalesce(moved.provider, 0), coalesce(moved.buyer, 0), coalesce(moved.escrow, 0),
                coalesce(moved.seller, 0), coalesce(moved.platform, 0), coalesce(moved.carrier_costs, 0),
                coalesce(moved.claim_on_buyer, 0), coalesce(moved.claim_on_seller, 0), coalesce(moved.outstanding, 0),
                coalesce(moved.chargeback, 0), coalesce(moved.suspense, 0), coalesce(moved.settled, 0),
                coalesce(moved.paid_out, 0), coalesce(moved.received, 0), coalesce(moved.captured, 0),
                coalesce(moved.refunded, 0), coalesce(moved.charged_back, 0))
    limit 1;
    if wrong is not null then
        raise exception 'accounts_are_sums_of_transfers: what the accounts of order % stand at is not what moved', wrong
            using errcode = 'check_violation', constraint = 'accounts_are_sums_of_transfers';
    end if;
    return null;
end
$$;
