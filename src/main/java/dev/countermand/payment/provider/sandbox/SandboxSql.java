package dev.countermand.payment.provider.sandbox;

/** The sandbox's books: each statement decides on the row that it writes, because replicas call at once and lock nothing. */
final class SandboxSql {

    private SandboxSql() {}

    /** A refund is made once, whatever is repeated; how often it was asked for is counted. */
    static final String CALLED = """
            insert into sandbox_refund as r (key, payment_reference, amount, currency, calls, called_at, made_at, tell_at)
            values (:key, :payment, :amount, :currency, 1, :now,
                case when :madeFrom <= 1 then cast(:now as timestamptz) end,
                cast(nullif(:tellAt, '') as timestamptz))
            on conflict (key) do update set calls = r.calls + 1,
                made_at = coalesce(r.made_at,
                    case when :madeFrom <= r.calls + 1 then cast(:now as timestamptz) end)
            returning r.calls
            """;

    static final String MADE = "select count(*) from sandbox_refund where key = :key and made_at is not null";

    static final String LIST = """
            select key, payment_reference, amount, currency, made_at from sandbox_refund
            where made_at >= :from and made_at < :to and key > :after order by key limit :page
            """;

    /** Told once, by whichever replica comes first. */
    static final String TO_TELL = """
            update sandbox_refund set tell_at = null
            where key in (select key from sandbox_refund where tell_at <= :now order by tell_at limit 100
                for update skip locked)
            returning key, payment_reference, amount, currency, coalesce(made_at, called_at)
            """;
}
