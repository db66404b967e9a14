package dev.countermand.fraud.setting;

/** What detectors' settings and backtests say in PostgreSQL's own words. */
final class SettingSql {

    private SettingSql() {}

    /** Only these may carry a change of the rules; one of them waits for the other. */
    static final String LOCK = "select pg_advisory_xact_lock(hashtext('countermand.detector_setting'))";

    /** Orders by the first of their shipments, with when they ended and what the last moderator decided. */
    static final String ORDERS_OF_PERIOD = """
            select s.order_id, s.id, o.closed_at, (
                select c.verdict from review_case c
                where c.order_id = s.order_id and c.verdict is not null
                order by c.id desc limit 1)
            from shipment s
            join orders o on o.order_id = s.order_id
            where s.id > :after and s.declared_at >= :from and s.declared_at < :to and s.carrier <> 'own'
                and not exists (select 1 from shipment f where f.order_id = s.order_id and f.id < s.id)
            order by s.id limit :size
            """;
}
