package dev.countermand.review.page;

/**
 * What other orders have in common with the order of a case. Each branch is a look-up along an index made for it, and reads no
 * more than it shows, however many there are; addresses alone are compared among the {@link #NEAR} newest of a postal code.
 */
final class SharedSql {

    private SharedSql() {}

    /** Orders shown of each kind, the newest. */
    static final int OF_A_KIND = 20;

    /** Orders to one postal code whose cities are compared. */
    static final int NEAR = 200;

    /** An erasure leaves this in the place of a postal code, and it is nobody's. */
    private static final String ERASED = "'-'";

    /** In the order of {@code RelatedOrders.Related}. */
    static final String ORDERS = """
            with mine as materialized (
                select order_id, seller_id, buyer_id, ship_to_country, ship_to_postal_code, ship_to_city
                from orders where order_id = :order),
            named as materialized (
                select carrier, tracking_number from shipment where order_id = :order
                union select carrier, tracking_number from shipment_number where order_id = :order),
            accounts as materialized (
                select distinct carrier, shipper_id from shipment where order_id = :order and shipper_id is not null),
            documents as materialized (select distinct sha256 from evidence where order_id = :order),
            shared (kind, what, order_id, at) as (
                (select 'NUMBER', n.tracking_number, t.order_id, t.declared_at
                 from named n cross join lateral (
                     select s.order_id, s.declared_at from shipment s
                     where s.tracking_number = n.tracking_number and s.carrier = n.carrier and s.order_id <> :order
                     order by s.declared_at desc limit %1$s) t
                 limit %1$s)
                union all
                (select 'NUMBER', n.tracking_number, t.order_id, t.named_at
                 from named n cross join lateral (
                     select s.order_id, s.named_at from shipment_number s
                     where s.tracking_number = n.tracking_number and s.carrier = n.carrier and s.order_id <> :order
                     limit %1$s) t
                 limit %1$s)
                union all
                (select 'ADDRESS', concat_ws(', ', near.ship_to_country, near.ship_to_postal_code, near.ship_to_city),
                     near.order_id, near.placed_at
                 from mine m cross join lateral (
                     select o.order_id, o.placed_at, o.ship_to_country, o.ship_to_postal_code, o.ship_to_city
                     from orders o
                     where o.ship_to_country = m.ship_to_country and o.ship_to_postal_code = m.ship_to_postal_code
                         and o.ship_to_postal_code <> %3$s
                     order by o.placed_at desc limit %2$s) near
                 where near.order_id <> :order and lower(coalesce(near.ship_to_city, '')) = lower(coalesce(m.ship_to_city, ''))
                 order by near.placed_at desc limit %1$s)
                union all
                (select 'SHIPPER', a.shipper_id, t.order_id, t.accepted_at
                 from mine m cross join accounts a cross join lateral (
                     (select s.order_id, s.accepted_at from shipment s
                      where s.shipper_id = a.shipper_id and s.carrier = a.carrier and s.accepted_at is not null
                          and s.seller_id < m.seller_id
                      order by s.seller_id, s.order_id limit %1$s)
                     union all
                     (select s.order_id, s.accepted_at from shipment s
                      where s.shipper_id = a.shipper_id and s.carrier = a.carrier and s.accepted_at is not null
                          and s.seller_id > m.seller_id
                      order by s.seller_id, s.order_id limit %1$s)) t
                 limit %1$s)
                union all
                (select 'DOCUMENT', d.sha256, t.order_id, t.given_at
                 from documents d cross join lateral (
                     select e.order_id, e.given_at from evidence e
                     where e.sha256 = d.sha256 and e.order_id <> :order
                     order by e.given_at desc limit %1$s) t
                 limit %1$s)
                union all
                (select 'SELLER', c.seller_id, c.order_id, c.opened_at
                 from mine m join review_case c on c.seller_id = m.seller_id
                 where c.order_id <> :order order by c.id desc limit %1$s)
                union all
                (select 'BUYER', c.buyer_id, c.order_id, c.opened_at
                 from mine m join review_case c on c.buyer_id = m.buyer_id
                 where c.order_id <> :order order by c.id desc limit %1$s))
            select s.kind, s.what, o.order_id, o.market, o.seller_id, o.buyer_id, o.status, o.frozen, o.placed_at,
                c.id, c.status, c.reason, c.score, c.verdict, c.opened_at
            from shared s join orders o on o.order_id = s.order_id
            left join lateral (
                select r.id, r.status, r.reason, r.score, r.verdict, r.opened_at
                from review_case r where r.order_id = o.order_id order by r.id desc limit 1) c on true
            order by s.at desc, o.order_id, s.kind
            """.formatted(OF_A_KIND, NEAR, ERASED);

    /** What was counted of a seller last (F2, F11, F12). */
    static final String HABITS = """
            select counted_at, handling_seconds, requests, blocked, unmoved, reports
            from seller_profile where seller_id = :seller
            """;
}
