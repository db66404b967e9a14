-- Books what the ledger of these orders does not have and other tables tell: for orders that were there before it, and for
-- what replicas of the release before write while this one comes. Twice is as good as once. The caller has the orders locked,
-- or nobody acts on them.
create function ledger_take_over(wanted text[]) returns bigint language sql as $$
    with release as (
        -- The seller has got the money when the order was completed; of one that came back afterwards, before they owed it.
        select o.order_id, o.seller_id, o.currency, o.status, coalesce(o.closed_at, o.changed_at) as ended_at,
            case when o.status = 'COMPLETED' then coalesce(o.closed_at, o.changed_at) else claim.at end as released_at
        from orders o
            left join lateral (select min(e.at) as at from seller_entry e
                where e.seller_id = o.seller_id and e.order_id = o.order_id and e.kind = 'CLAIM') claim on true
        where o.order_id = any(wanted)),
    captured as (
        select p.order_id, sum(p.amount - p.charged_back) as amount from payment p
        where p.order_id = any(wanted) and p.state = 'CAPTURED' group by p.order_id),
    refunded as (
        select f.order_id, f.id, f.payment_id, f.amount, f.round, f.requested_at, f.sent_at,
            r.released_at is not null and f.requested_at >= r.released_at as late
        from refund f join release r using (order_id)
        where f.status <> 'CLOSED'),
    early as (
        select r.order_id, coalesce(c.amount, 0)
            - coalesce((select sum(f.amount) from refunded f where f.order_id = r.order_id and not f.late), 0) as amount
        from release r left join captured c using (order_id)),
    kept as (
        select g.order_id, g.id, g.rule, g.at, greatest(0, least(g.amount, e.amount
            - coalesce(sum(g.amount) over (partition by g.order_id order by g.id
                rows between unbounded preceding and 1 preceding), 0))) as amount
        from charge g join release r using (order_id) join early e using (order_id)
        where g.deducted and (r.released_at is null or g.at < r.released_at)),
    moved as (
        select p.order_id, 'CAPTURE' as cause, 'payments/' || p.payment_id as subject, 'PROVIDER' as source,
            'ESCROW' as target, p.amount, 'A3' as rule, p.payment_id, null::uuid as refund_id, p.captured_at as at
        from payment p where p.order_id = any(wanted) and p.state = 'CAPTURED'
        union all
        select f.order_id, 'REFUND', 'refunds/' || f.id, case when f.late then 'PLATFORM' else 'ESCROW' end, 'BUYER',
            f.amount, 'A20', f.payment_id, f.id, f.requested_at
        from refunded f
        union all
        select f.order_id, 'REFUND_SENT',
            'refunds/' || f.id || case when f.round > 0 then '/' || f.round else '' end,
            'BUYER', 'PROVIDER', f.amount, 'A22', f.payment_id, f.id, f.sent_at
        from refunded f where f.sent_at is not null
        union all
        select k.order_id, 'COST_KEPT', 'charges/' || k.id, 'ESCROW', 'CARRIER_COSTS', k.amount, k.rule, null, null, k.at
        from kept k
        union all
        select g.order_id,
            case when g.kind = 'PRICE' then 'PRICE_CLAIMED' when g.debtor = 'SELLER' then 'RETURN_SHIPPING'
                else 'COST_CLAIMED' end,
            'charges/' || g.id,
            case when g.debtor = 'SELLER' then 'CLAIM_ON_SELLER' else 'CLAIM_ON_BUYER' end,
            case when g.kind = 'PRICE' then 'OUTSTANDING' else 'CARRIER_COSTS' end,
            g.amount, g.rule, null, null, g.at
        from charge g
        where g.order_id = any(wanted) and not g.deducted and (g.debtor <> 'SELLER' or g.kind = 'RETURN_SHIPPING')
        union all
        -- What came in after the goods were received has paid the claim for the price, as far as it goes.
        select g.order_id, 'PRICE_PAID', 'charges/' || g.id, 'OUTSTANDING', 'CLAIM_ON_BUYER',
            least(g.amount, coalesce((select sum(p.amount) from payment p where p.order_id = g.order_id
                and p.state = 'CAPTURED' and p.captured_at >= g.at), 0)),
            g.rule, null, null, g.at
        from charge g where g.order_id = any(wanted) and g.kind = 'PRICE'
        union all
        select e.order_id, case when e.kind = 'FINE' then 'FINE' else 'CLAIM' end, 'entries/' || e.id, 'CLAIM_ON_SELLER',
            'PLATFORM', e.amount, e.rule, null, null, e.at
        from seller_entry e join release r on r.seller_id = e.seller_id and r.order_id = e.order_id
        where e.kind in ('FINE', 'CLAIM')),
    missing as (
        select m.* from moved m
        where m.amount > 0 and not exists (select 1 from ledger_transfer t
            where t.order_id = m.order_id and t.subject = m.subject and t.cause = m.cause)),
    -- What is held after all that; it went to the seller when the order was completed.
    held as (
        select order_id, sum(amount) as amount from (
            select order_id, case when target = 'ESCROW' then amount else -amount end as amount
            from missing where 'ESCROW' in (source, target)
            union all
            select order_id, case when to_account = 'ESCROW' then amount else -amount end
            from ledger_transfer where order_id = any(wanted) and 'ESCROW' in (from_account, to_account)) each
        group by order_id),
    told as (
        select * from missing
        union all
        select r.order_id, 'RELEASE', 'orders/' || r.order_id, 'ESCROW', 'SELLER', h.amount, 'A18', null, null,
            r.released_at
        from release r join held h using (order_id)
        where r.released_at is not null and h.amount > 0 and not exists (select 1 from ledger_transfer t
            where t.order_id = r.order_id and t.subject = 'orders/' || r.order_id and t.cause = 'RELEASE'))
    insert into ledger_transfer (order_id, id, cause, subject, from_account, to_account, amount, currency, rule, payment_id,
        refund_id, seller_id, at)
    select m.order_id,
        -- Ids go by time, as those that the service makes.
        (lpad(to_hex(floor(extract(epoch from m.at) * 1000)::bigint), 12, '0') || '7'
            || substr(md5(m.order_id || m.subject || m.cause || m.source), 1, 3) || '8'
            || substr(md5(m.order_id || m.subject || m.cause || m.source), 4, 15))::uuid,
        m.cause, m.subject, m.source, m.target, m.amount, r.currency, m.rule, m.payment_id, m.refund_id,
        case when m.source in ('SELLER', 'CLAIM_ON_SELLER') or m.target in ('SELLER', 'CLAIM_ON_SELLER') then r.seller_id end,
        m.at
    from told m join release r using (order_id)
    on conflict do nothing;

    insert into ledger_balance (order_id, currency, provider, buyer, escrow, seller, platform, carrier_costs, claim_on_buyer,
        claim_on_seller, outstanding, chargeback, suspense, settled, paid_out, captured, refunded, charged_back)
    select t.order_id, min(t.currency),
        sum(case 'PROVIDER' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'BUYER' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'ESCROW' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'SELLER' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'PLATFORM' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'CARRIER_COSTS' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'CLAIM_ON_BUYER' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'CLAIM_ON_SELLER' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'OUTSTANDING' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'CHARGEBACK' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'SUSPENSE' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'SETTLED' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case 'PAID_OUT' when t.to_account then t.amount when t.from_account then -t.amount else 0 end),
        sum(case when t.cause = 'CAPTURE' then t.amount else 0 end),
        sum(case t.cause when 'REFUND' then t.amount when 'REFUND_CLOSED' then -t.amount else 0 end),
        sum(case t.cause when 'CHARGEBACK' then t.amount when 'CHARGEBACK_WON' then -t.amount else 0 end)
    from ledger_transfer t where t.order_id = any(wanted)
    group by t.order_id
    on conflict (order_id) do update set provider = excluded.provider, buyer = excluded.buyer, escrow = excluded.escrow,
        seller = excluded.seller, platform = excluded.platform, carrier_costs = excluded.carrier_costs,
        claim_on_buyer = excluded.claim_on_buyer, claim_on_seller = excluded.claim_on_seller,
        outstanding = excluded.outstanding, chargeback = excluded.chargeback, suspense = excluded.suspense,
        settled = excluded.settled, paid_out = excluded.paid_out, captured = excluded.captured,
        refunded = excluded.refunded, charged_back = excluded.charged_back;

    select count(*) from ledger_balance where order_id = any(wanted);
$$;
