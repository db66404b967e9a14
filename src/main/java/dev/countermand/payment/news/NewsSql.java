package dev.countermand.payment.news;

/** The statements of news that only PostgreSQL can say: kept once, and told of the order that they are about. */
final class NewsSql {

    private NewsSql() {}

    /** Whose it is: by our refund, of this provider, or else by the payment, the first of that name. */
    private static final String ORDER_OF = """
            coalesce(
                (select r.order_id from refund r join payment p on p.order_id = r.order_id and p.payment_id = r.payment_id
                    where r.id = %s and p.provider = %s),
                (select p.order_id from payment p
                    where p.provider = %s and p.provider_reference = any(string_to_array(%s, ' '))
                    order by p.counted desc, p.registered_at, p.order_id limit 1))
            """;

    /**
     * Gives the order, which may be null, of what was not there; no row for what was. Others write keys of the same form,
     * for their payments too: only what names a refund of ours, of this provider, is kept as its key. Ours are there before
     * anybody hears of them.
     */
    static final String STORE = """
            with ours as (select r.id from refund r join payment p on p.order_id = r.order_id and p.payment_id = r.payment_id
                where r.id = cast(nullif(:refund, '') as uuid) and p.provider = :provider)
            insert into provider_news (provider, news_id, order_id, happened_at, received_at, payment_references, reference,
                refund_id, refund_round, said, sent_at, arrived_at, bank_reference, words, stage, amount, currency)
            values (:provider, :id, %s, :happened, :now, :payments, :reference,
                (select id from ours), case when exists (select from ours) then cast(:round as int) else 0 end, :said,
                cast(nullif(:sent, '') as timestamptz),
                cast(nullif(:arrived, '') as timestamptz), nullif(:bank, ''), nullif(:words, ''), nullif(:stage, ''),
                cast(nullif(:amount, '') as bigint), nullif(:currency, ''))
            on conflict (provider, news_id) do nothing
            returning coalesce(order_id, '')
            """.formatted(
                    ORDER_OF.formatted("cast(nullif(:refund, '') as uuid)", ":provider", ":provider", ":payments"));

    /**
     * News of which nobody knew whose they are: their payment may have been told of at the same moment. Those of other
     * systems on the same account stay as they are and must not stand in the way, so only what is found is counted.
     */
    static final String MATCH =
            """
            update provider_news n set order_id = found.order_id
            from (select m.provider, m.news_id, whose.order_id from provider_news m
                    cross join lateral (select %s as order_id) whose
                where m.order_id is null and m.received_at >= :since and whose.order_id is not null
                order by m.received_at limit :batch for update of m skip locked) found
            where n.provider = found.provider and n.news_id = found.news_id
            returning n.order_id, n.provider, n.news_id
            """.formatted(ORDER_OF.formatted("m.refund_id", "m.provider", "m.provider", "m.payment_references"));

    /** What was told of a payment before anybody had registered it, however long ago. */
    static final String CLAIM = """
            update provider_news set order_id = :order
            where order_id is null and provider = :provider
                and string_to_array(payment_references, ' ') @> array[cast(:reference as text)]
            returning news_id
            """;

    /** The payment of the order that it names, if it names one. */
    static final String PAYMENT_OF = """
            select payment_id from payment
            where order_id = :order and provider = :provider
                and provider_reference = any(string_to_array(:payments, ' '))
            order by counted desc, registered_at, payment_id limit 1
            """;

    /** Of the refunds with these ids, and what names no refund of ours but has one of these references. */
    static final String OF_REFUNDS = """
            select provider, news_id, order_id, happened_at, received_at, payment_references, reference, refund_id,
                refund_round, said, sent_at, arrived_at, bank_reference, words, stage, amount, currency
            from provider_news
            where said <> 'DISPUTED' and (refund_id = any(cast(:ids as uuid[]))
                or refund_id is null and reference = any(cast(:references as text[])))
            """;

    /** The refund's row is of a room above. */
    static final String REFUND_BY_REFERENCE = "select id from refund where order_id = :order and reference = :named";

    static final String REFUND_BY_KEY = "select id from refund where order_id = :order and id = cast(:named as uuid)";
}
