package dev.countermand.cancellation;

/**
 * What requests need of tables whose rows stay in rooms of their own, each in one statement: a look-up for every row would
 * cost a statement each, and some of those rooms stand above this one.
 */
final class CancellationSql {

    private CancellationSql() {}

    /** A parcel of an order and what is still in it: a row for each line, and one of nothing when it is empty (P2). */
    static final String PARCEL = """
            select coalesce(s.accepted_at, s.handed_over_at) is not null,
                coalesce(s.handed_over_at, s.delivered_at) is not null, l.line, l.quantity - l.gone
            from shipment s
            left join shipment_line l
                on l.order_id = s.order_id and l.shipment_id = s.id and l.gone < l.quantity
            where s.order_id = :order and s.id = :shipment
            """;

    /**
     * What is asked for one request (A12): others for the same goods that said there is no stock, and were the seller's fault;
     * earlier ones for this order that they refused; and whether its time for a declaration has run out (A9), as the deadline
     * says, which stands still while the order is frozen: the clock alone would not know.
     */
    private static final String OF_ONE = """
                   (select count(*) from cancellation c
                       where c.seller_id = :seller and c.requested_at >= :since and c.id <> :id
                           and c.reason = 'OUT_OF_STOCK' and c.seller_sees = 'SELLER' and c.order_id <> :order
                           and exists (
                               select 1 from order_line l where l.order_id = c.order_id and l.sku = any(:skus))),
                   (select count(*) from cancellation c
                       where c.order_id = :order and c.seller_id = :seller and c.requested_at >= :since and c.id <> :id
                           and c.status = 'REFUSED'),
                   exists (select from deadline d where d.order_id = :order and d.kind = 'DECLARE_SHIPMENT'
                       and d.paused_at is null and d.due_at <= :now)
            """;

    /** That alone. */
    static final String FACTS_OF_ONE = "select " + OF_ONE;

    /** Behind it the seller's requests of late as counts, in one pass. */
    static final String FACTS = "select " + OF_ONE + """
                   , count(*), count(*) filter (where c.reason = any(:changedMind)),
                   count(*) filter (where c.status = 'REFUSED')
            from cancellation c
            where c.seller_id = :seller and c.requested_at >= :since and c.id <> :id
            """;

    /** A page of a seller's waiting requests by what ends soonest, which their orders' deadlines say (A6, A9). */
    static final String WAITING = """
            select w.id, w.due, w.currency from (
                select c.id, o.currency, coalesce(min(d.due_at), :never) as due
                from cancellation c
                join orders o on o.order_id = c.order_id
                left join deadline d on d.order_id = c.order_id
                    and (d.kind = 'DECLARE_SHIPMENT' or (d.kind = 'APPROVE_SILENCE' and d.subject = c.id::text))
                where c.seller_id = :seller and c.status = 'PENDING'
                group by c.id, o.currency) w
            where (w.due, w.id) > (:afterDue, :afterId)
            order by w.due, w.id
            limit :limit
            """;
}
