package dev.countermand.journal;

/** How events get their positions: many at once, by one row that is locked, in partitions of which HQL knows nothing. */
final class JournalSql {

    private JournalSql() {}

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
