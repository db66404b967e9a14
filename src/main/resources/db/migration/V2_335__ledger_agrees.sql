-- What the accounts of an order stand at is what its transfers say, whoever writes either. Looked at when the transaction ends,
-- because one of the two is written first; a check sees one table, so it cannot be one.
create function ledger_agrees() returns trigger language plpgsql as $$
begin
    if exists (
        select from (
            select
                coalesce(sum(case 'PROVIDER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as provider,
                coalesce(sum(case 'BUYER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as buyer,
                coalesce(sum(case 'ESCROW' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as escrow,
                coalesce(sum(case 'SELLER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as seller,
                coalesce(sum(case 'PLATFORM' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as platform,
                coalesce(sum(case 'CARRIER_COSTS' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as carrier_costs,
                coalesce(sum(case 'CLAIM_ON_BUYER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as claim_on_buyer,
                coalesce(sum(case 'CLAIM_ON_SELLER' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as claim_on_seller,
                coalesce(sum(case 'OUTSTANDING' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as outstanding,
                coalesce(sum(case 'CHARGEBACK' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as chargeback,
                coalesce(sum(case 'SUSPENSE' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as suspense,
                coalesce(sum(case 'SETTLED' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as settled,
                coalesce(sum(case 'PAID_OUT' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as paid_out,
                coalesce(sum(case 'RECEIVED' when t.to_account then t.amount when t.from_account then -t.amount end), 0)
                    as received,
                coalesce(sum(t.amount) filter (where t.cause = 'CAPTURE'), 0) as captured,
                coalesce(sum(case t.cause when 'REFUND' then t.amount when 'REFUND_CLOSED' then -t.amount end), 0) as refunded,
                coalesce(sum(case t.cause when 'CHARGEBACK' then t.amount when 'CHARGEBACK_WON' then -t.amount end), 0)
                    as charged_back,
                min(t.currency) as currency, max(t.currency) as other_currency
            from ledger_transfer t where t.order_id = new.order_id) moved
            left join ledger_balance b on b.order_id = new.order_id
        where b.order_id is null or moved.currency <> b.currency or moved.other_currency <> b.currency
            or (b.provider, b.buyer, b.escrow, b.seller, b.platform, b.carrier_costs, b.claim_on_buyer, b.claim_on_seller,
                    b.outstanding, b.chargeback, b.suspense, b.settled, b.paid_out, b.received, b.captured, b.refunded,
                    b.charged_back)
                <> (moved.provider, moved.buyer, moved.escrow, moved.seller, moved.platform, moved.carrier_costs,
                    moved.claim_on_buyer, moved.claim_on_seller, moved.outstanding, moved.chargeback, moved.suspense,
                    moved.settled, moved.paid_out, moved.received, moved.captured, moved.refunded, moved.charged_back))
    then
        raise exception 'accounts_are_sums_of_transfers: what the accounts of order % stand at is not what moved',
            new.order_id using errcode = 'check_violation', constraint = 'accounts_are_sums_of_transfers';
    end if;
    return null;
end
$$;
