package dev.countermand.journal;

/**
 * How acts are written, all of a transaction in one statement, and how events get their positions: many at once, by one row
 * that is locked, in partitions of which HQL knows nothing.
 */
final class JournalSql {

    private JournalSql() {}

    private static final String AUDIT = """
            insert into audit_entry (id, subject, object, action, at, actor, role, on_behalf_of, version, details, signature)
            select cast(id as uuid), subject, object, action, cast(at as timestamptz), actor, role, on_behalf_of,
                cast(version as bigint), details, signature
            from unnest(cast(:ids as text[]), cast(:subjects as text[]), cast(:objects as text[]), cast(:actions as text[]),
                cast(:times as text[]), cast(:actors as text[]), cast(:roles as text[]), cast(:onBehalfOf as text[]),
                cast(:versions as text[]), cast(:details as text[]), cast(:signatures as text[]))
                as entry (id, subject, object, action, at, actor, role, on_behalf_of, version, details, signature)
            """;

    /** Entries of the audit alone. */
    static final String ADD_AUDIT = AUDIT;

    /** An entry and an event of each act: an event is about what its entry is about, at the same moment. */
    static final String ADD = "with audit as (" + AUDIT + """
            )
            insert into outbox_event (id, type, order_id, subject, time, data)
            select cast(id as uuid), type, order_id, subject, cast(time as timestamptz), data
            from unnest(cast(:eventIds as text[]), cast(:types as text[]), cast(:subjects as text[]),
                cast(:objects as text[]), cast(:times as text[]), cast(:data as text[]))
                as event (id, type, order_id, subject, time, data)
            """;

    static final String WAITING = "select exists (select 1 from outbox_event where position is null)";

    static final String LOCK = "select last from outbox_position where only_row for update";

    /**
     * The bounds of the batch are looked up first, and what has a position already is left out: so the update goes to the
     * partitions of the batch alone, and there along the index of what has none.
     */
    static final String NUMBER = """
            with batch as materialized (
                select id, row_number() over (order by id) as place
                from (select id from outbox_event where position is null order by id limit :batch) unnumbered)
            update outbox_event e set position = :last + batch.place
            from batch
            where e.id = batch.id and e.position is null
                and e.id >= (select id from batch order by place limit 1)
                and e.id <= (select id from batch order by place desc limit 1)
            """;

    static final String NUMBERED = "update outbox_position set last = :last where only_row";
}
