package dev.countermand.seller.transparency;

import java.util.stream.Collectors;

/** The queue of statements: taken from the sanctions, claimed in batches, and ended. */
final class ExportSql {

    private ExportSql() {}

    private static final String RESTRICT = TransparencyForm.RESTRICT.stream()
            .map(kind -> "'" + kind + "'")
            .sorted()
            .collect(Collectors.joining(", "));

    /**
     * A sanction is looked for until a day after the newest that was found: no transaction is open for longer. One that is part
     * of a decision is not sent before that can no longer be undone (A26).
     */
    static final String COLLECT = """
            insert into statement_export (seller_id, sanction_id, in_force_at, state, next_at)
            select s.seller_id, s.id, s.in_force_at, 'WAITING', greatest(cast(:now as timestamptz),
                (select max(d.undo_until) from case_decision d where d.order_id = s.order_id and d.case_id = s.case_id))
            from sanction s
            where s.in_force_at >= greatest(cast(:since as timestamptz),
                    (select max(e.in_force_at) from statement_export e) - interval '1 day')
                and s.status in ('IN_FORCE', 'ENDED') and s.kind in (%s)
                and not exists (select from statement_export e where e.seller_id = s.seller_id and e.sanction_id = s.id)
            order by s.in_force_at limit :most
            on conflict do nothing
            """.formatted(RESTRICT);

    /** Of replicas at once each gets others; what one has claimed and was killed over is another's when the claim is over. */
    static final String CLAIM = """
            update statement_export e set claimed_until = :until, attempts = e.attempts + 1
            from (select seller_id, sanction_id from statement_export
                where state = 'WAITING' and next_at <= :now and (claimed_until is null or claimed_until <= :now)
                order by next_at, sanction_id limit :most for update skip locked) due
            where e.seller_id = due.seller_id and e.sanction_id = due.sanction_id
            returning e.sanction_id, e.attempts
            """;

    static final String END = """
            update statement_export e set state = :state, ended_at = :now, claimed_until = null,
                reference = nullif(n.reference, ''), last_failure = nullif(n.words, '')
            from unnest(cast(:ids as uuid[]), cast(:references as text[]), cast(:words as text[])) n (id, reference, words)
            where e.sanction_id = n.id and e.state = 'WAITING'
            """;

    static final String LATER = """
            update statement_export set next_at = :next, claimed_until = null, last_failure = nullif(:words, '')
            where sanction_id = any(cast(:ids as uuid[])) and state = 'WAITING'
            """;

    /** What a person has looked at is sent again, as it is now. */
    static final String AGAIN = """
            update statement_export set state = 'WAITING', next_at = :now, ended_at = null, attempts = 0
            where sanction_id = :id and state = 'REJECTED'
            returning seller_id
            """;

    static final String COLUMNS =
            "sanction_id, seller_id, in_force_at, state, attempts, next_at, reference, ended_at, last_failure";

    static final String PAGE = "select " + COLUMNS + " from statement_export"
            + " where state = any(cast(:states as text[])) and sanction_id > :after"
            + " order by sanction_id limit :most";

    static final String ONE = "select " + COLUMNS + " from statement_export where sanction_id = :id";
}
