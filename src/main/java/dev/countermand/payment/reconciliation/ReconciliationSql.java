package dev.countermand.payment.reconciliation;

/**
 * The statements of a comparison. Both books are compared in the database, as wholes: what the provider has was put beside
 * ours page by page, and each step is one statement, however many there are.
 */
final class ReconciliationSql {

    private ReconciliationSql() {}

    /** The next one, for a while; a replica that was killed leaves it to another. */
    static final String CLAIM = """
            update reconciliation set status = 'RUNNING', claimed_until = :until
            where id = (select id from reconciliation
                where status in ('QUEUED', 'RUNNING') and (claimed_until is null or claimed_until <= :now)
                order by requested_at, id limit 1 for update skip locked)
            returning id
            """;

    /** A night is asked for once, on however many replicas. */
    static final String QUEUE_NIGHT = """
            insert into reconciliation (id, provider, period_from, period_to, reported, status, requested_by, requested_at,
                collected, attempts)
            values (:id, :provider, :from, :to, false, 'QUEUED', :by, :now, false, 0)
            on conflict (provider, period_from, period_to) where requested_by = 'schedule' do nothing
            """;

    /** From where the page was read, so that one that was read twice is written once. */
    static final String ADVANCE = """
            update reconciliation set after = nullif(:next, ''), collected = :collected, claimed_until = null, attempts = 0,
                failure = null
            where id = :id and after is not distinct from nullif(:after, '') and not collected
            """;

    /** Cast twice: a text that is sent as JSON would be one string of it. */
    static final String ADD = """
            insert into reconciliation_item (reconciliation_id, thing, reference, refund_id, payment_references, amount,
                currency, state, at)
            select cast(:id as uuid), thing, reference, refund_id, payment_references, amount, currency, state, at
            from jsonb_to_recordset(cast(cast(:items as text) as jsonb)) as theirs (thing text, reference text, refund_id uuid,
                payment_references text, amount bigint, currency text, state text, at timestamptz)
            on conflict (reconciliation_id, thing, reference) do nothing
            """;

    private static final String OUR_REFUND = """
            update reconciliation_item i set order_id = r.order_id, our_id = cast(r.id as text), our_amount = r.amount,
                our_currency = o.currency, our_state = r.status,
                difference = case
                    when r.amount <> i.amount or o.currency <> i.currency then 'AMOUNT_DIFFERS'
                    when i.state = 'DONE' and (r.sent_at is null or r.status in ('SETTLED', 'CLOSED')) then 'STATE_DIFFERS'
                    when i.state = 'UNDER_WAY' and r.status in ('SENT', 'ARRIVED') then 'STATE_DIFFERS'
                    when i.state = 'FAILED' and r.status in ('SUBMITTED', 'SENT', 'ARRIVED') then 'STATE_DIFFERS'
                end
            from refund r
                join payment p on p.order_id = r.order_id and p.payment_id = r.payment_id
                join orders o on o.order_id = r.order_id
            where i.reconciliation_id = :id and i.thing = 'REFUND' and i.our_id is null and p.provider = :provider
                and %s
            """;

    /** By the provider's name for it first: a key is known to more than one of theirs, if they forgot it in between. */
    static final String REFUNDS_BY_REFERENCE = OUR_REFUND.formatted("r.reference = i.reference");

    static final String REFUNDS_BY_KEY = OUR_REFUND.formatted("""
            r.id = i.refund_id and r.reference is null""");

    static final String CAPTURES = """
            update reconciliation_item i set order_id = ours.order_id, our_id = ours.payment_id, our_amount = ours.amount,
                our_currency = ours.currency, our_state = ours.state,
                difference = case
                    when ours.amount <> i.amount or ours.currency <> i.currency then 'AMOUNT_DIFFERS'
                    when ours.state <> 'CAPTURED' then 'STATE_DIFFERS'
                end
            from (select distinct on (n.reference) n.reference, p.order_id, p.payment_id, p.amount, p.state, o.currency
                from reconciliation_item n
                    cross join lateral unnest(string_to_array(n.payment_references, ' ')) as named (name)
                    join payment p on p.provider = :provider and p.provider_reference = named.name
                    join orders o on o.order_id = p.order_id
                where n.reconciliation_id = :id and n.thing = 'CAPTURE'
                order by n.reference, p.counted desc, p.registered_at, p.order_id) ours
            where i.reconciliation_id = :id and i.thing = 'CAPTURE' and i.reference = ours.reference
            """;

    static final String MISSING_HERE = """
            update reconciliation_item set difference = 'MISSING_HERE'
            where reconciliation_id = :id and our_id is null and not (thing = 'REFUND' and state = 'FAILED')
            """;

    static final String REFUNDS_MISSING_THERE = """
            insert into reconciliation_item (reconciliation_id, thing, reference, payment_references, order_id, our_id,
                our_amount, our_currency, our_state, at, difference)
            select cast(:id as uuid), 'REFUND', r.reference, p.provider_reference, r.order_id, cast(r.id as text), r.amount, o.currency,
                r.status, r.submitted_at, 'MISSING_THERE'
            from refund r
                join payment p on p.order_id = r.order_id and p.payment_id = r.payment_id
                join orders o on o.order_id = r.order_id
            where p.provider = :provider and r.reference is not null
                and r.submitted_at >= :from and r.submitted_at < :to
                and not exists (select from reconciliation_item i
                    where i.reconciliation_id = :id and i.thing = 'REFUND' and i.our_id = cast(r.id as text))
            on conflict (reconciliation_id, thing, reference) do nothing
            """;

    static final String CAPTURES_MISSING_THERE = """
            insert into reconciliation_item (reconciliation_id, thing, reference, payment_references, order_id, our_id,
                our_amount, our_currency, our_state, at, difference)
            select cast(:id as uuid), 'CAPTURE', p.provider_reference, p.provider_reference, p.order_id, p.payment_id, p.amount, o.currency,
                p.state, p.captured_at, 'MISSING_THERE'
            from payment p join orders o on o.order_id = p.order_id
            where p.provider = :provider and p.state = 'CAPTURED' and p.captured_at >= :from and p.captured_at < :to
                and not exists (select from reconciliation_item i
                    where i.reconciliation_id = :id and i.thing = 'CAPTURE' and i.order_id = p.order_id
                        and i.our_id = p.payment_id)
                and not exists (select from reconciliation_item i
                        join payment q on q.order_id = i.order_id and q.payment_id = i.our_id
                    where i.reconciliation_id = :id and i.thing = 'CAPTURE' and q.provider = p.provider
                        and q.provider_reference = p.provider_reference)
            on conflict (reconciliation_id, thing, reference) do nothing
            """;

    /** The provider was asked for more than the time, so that nothing is missing because of whose clock was ahead. */
    static final String FORGET_OUTSIDE = """
            delete from reconciliation_item
            where reconciliation_id = :id and (at < :from or at >= :to)
            """;

    static final String FINISH = """
            update reconciliation set status = 'DONE', finished_at = :now, claimed_until = null
            where id = :id and collected and status = 'RUNNING'
            """;

    static final String PUT_OFF = """
            update reconciliation set status = case when attempts + 1 >= :most then 'FAILED' else 'QUEUED' end,
                attempts = attempts + 1, failure = :failure, claimed_until = :until,
                finished_at = case when attempts + 1 >= :most then cast(:now as timestamptz) end
            where id = :id and status = 'RUNNING'
            """;

    /** Of a page of comparisons, together. */
    static final String COUNTS = """
            select reconciliation_id, thing, coalesce(difference, ''), count(*) from reconciliation_item
            where reconciliation_id = any(cast(cast(:ids as text[]) as uuid[])) group by 1, 2, 3
            """;
}
