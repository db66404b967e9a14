package dev.countermand.seller.account;

/** A seller's account as the ledger and the payouts have it, over all orders: what it comes to is kept with its entries. */
final class AccountSql {

    private AccountSql() {}

    private static final String SIGNED =
            "case when to_account in ('SELLER', 'CLAIM_ON_SELLER') then amount else -amount end";

    /** Payouts are counted as they are taken down, so the last one of a currency knows what all of them come to. */
    static final String TOTALS = """
        with kept as (
            select currency, cause, cast(sum(amount) as bigint) as amount from seller_balance
            where seller_id = :seller group by currency, cause)
        select currency, cause, amount from kept
        union all
        select c.currency, 'PAYOUT', cast(-paid.amount as bigint)
        from (select distinct currency from kept) c cross join lateral (
            select paid_before + amount as amount from payout
            where seller_id = :seller and currency = c.currency order by number desc limit 1) paid
        order by 1, 2
        """;

    /** Of two who would set off more than there is, one is first. */
    static final String LOCK_RELEASES = """
        select part from seller_balance
        where seller_id = :seller and currency = :currency and cause = 'RELEASE' order by part for update
        """;

    /** By key: each part gives no more than the page, whatever came before it. */
    static final String PAGE = """
        (select id, order_id, cause, rule, %1$s as amount, currency, null as payout_id, null as reference, at
            from ledger_transfer where seller_id = :seller and id > :after order by id limit :most)
        union all
        (select entry_id, null, 'PAYOUT', 'A18', -amount, currency, id, reference, at
            from payout where seller_id = :seller and entry_id > :after order by entry_id limit :most)
        union all
        (select entry_id, order_id, 'NETTED', 'A24', -amount, currency, null, reference, at
            from claim_payment where seller_id = :seller and means = 'NETTED' and entry_id > :after
            order by entry_id limit :most)
        order by 1 limit :most
        """.formatted(SIGNED);
}
