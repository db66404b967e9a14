package dev.countermand.seller.account;

/** A seller's account as the ledger and the payouts have it, over all orders: sums and windows that HQL has no words for. */
final class AccountSql {

    private AccountSql() {}

    private static final String SIGNED =
            "case when to_account in ('SELLER', 'CLAIM_ON_SELLER') then amount else -amount end";

    static final String TOTALS = """
        select currency, cause, cast(sum(%s) as bigint) from ledger_transfer
        where seller_id = :seller group by currency, cause
        union all
        select currency, 'PAYOUT', cast(-sum(amount) as bigint) from payout where seller_id = :seller group by currency
        order by 1, 2
        """.formatted(SIGNED);

    /** One statement, so that the balances are those of the moment at which the page was read. */
    static final String PAGE = """
        with page as (
            (select id, order_id, cause, rule, %1$s as amount, currency, null as payout_id, null as reference, at
                from ledger_transfer where seller_id = :seller and id > :after order by id limit :most)
            union all
            (select entry_id, null, 'PAYOUT', 'A18', -amount, currency, id, reference, at
                from payout where seller_id = :seller and entry_id > :after order by entry_id limit :most)
            order by 1 limit :most),
        earlier as (
            select currency, sum(amount) as amount from (
                select currency, %1$s as amount from ledger_transfer where seller_id = :seller and id <= :after
                union all
                select currency, -amount from payout where seller_id = :seller and entry_id <= :after) entry
            group by currency)
        select p.id, p.order_id, p.cause, p.rule, p.amount, p.currency, p.payout_id, p.reference, p.at,
            cast(coalesce(e.amount, 0) + sum(p.amount) over (partition by p.currency order by p.id) as bigint)
        from page p left join earlier e using (currency)
        order by p.id
        """.formatted(SIGNED);
}
