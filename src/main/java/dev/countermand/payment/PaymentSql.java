package dev.countermand.payment;

/** What no entity can say: a lock on what is not there, and a write beside the lock of a row. */
final class PaymentSql {

    private PaymentSql() {}

    /** Two orders may be told of one reference at once: no row lock stands for what is not there yet. */
    static final String ONE_AT_A_TIME = "select cast(pg_advisory_xact_lock(hashtextextended(:name, 0)) as text)";

    /**
     * Beside whoever has the refunds locked, whose version it leaves alone. In the order of their keys: it waits for nobody who
     * waits for it. Gives those whose round is still the one that is to be called about.
     */
    static final String BEGIN = """
            with standing as materialized (
                select r.order_id, r.id, r.handed_over_round is distinct from r.round as anew
                from refund r
                    join unnest(cast(:orders as text[]), cast(:ids as uuid[]), cast(cast(:rounds as text[]) as int[]))
                        as call (order_id, id, round)
                        on r.order_id = call.order_id and r.id = call.id and r.round = call.round
                order by r.order_id, r.id
                for update of r),
            begun as (
                update refund r set handed_over_at = :now, handed_over_round = r.round
                from standing
                where standing.anew and r.order_id = standing.order_id and r.id = standing.id)
            select id from standing
            """;
}
