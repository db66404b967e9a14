package dev.countermand.payment;

/** What no entity can say: a lock on what is not there, and a write beside the lock of a row. */
final class PaymentSql {

    private PaymentSql() {}

    /** Two orders may be told of one reference at once: no row lock stands for what is not there yet. */
    static final String ONE_AT_A_TIME = "select cast(pg_advisory_xact_lock(hashtextextended(:name, 0)) as text)";

    /** Beside whoever has the refund locked, whose version it leaves alone. */
    static final String BEGIN = """
            update refund set handed_over_at = :now, handed_over_round = round
            where order_id = :order and id = :id and round = :round and handed_over_round is distinct from round
            """;
}
