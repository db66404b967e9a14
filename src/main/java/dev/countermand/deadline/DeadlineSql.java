package dev.countermand.deadline;

/**
 * The statements of deadlines that only PostgreSQL can say: claims that skip what others hold, pairs of keys as arrays,
 * arithmetic of times.
 */
final class DeadlineSql {

    private DeadlineSql() {}

    /**
     * The limit is part of the text: a plan made for any limit would reckon with a tenth of the table. Ties are left
     * open, for the index on the due time to give the order; sorting by id would read every deadline of one moment. Arrays
     * are looked up one by one; a join with what was locked would read the whole table where that seems cheaper, also in
     * a tick with nothing due. Only kinds that this version knows are named: a later one may have others. {@code coalesce}
     * hides from the planner how rare the kinds of a lane are; it would otherwise rather read the whole table than walk
     * along the due times.
     */
    static final String CLAIM_DUE = """
            with due as materialized (
                select order_id, id from deadline
                where paused_at is null and due_at <= :now and (claimed_until is null or claimed_until <= :now)
                    and coalesce(kind in (:kinds), false)
                order by due_at limit :batch
                for update skip locked)
            update deadline d set claimed_until = :until
            from unnest(array(select order_id from due), array(select id from due)) as mine (order_id, id)
            where d.order_id = mine.order_id and d.id = mine.id
            returning d.order_id, d.id, d.kind, d.subject, d.due_at, d.paused_at, d.claimed_until, d.attempts, d.last_failure
            """;

    static final String AGAIN_SOON = """
            update deadline d set claimed_until = :until
            from unnest(cast(:orders as text[]), cast(:ids as uuid[])) as busy (order_id, id)
            where d.order_id = busy.order_id and d.id = busy.id
            """;

    /** By pairs: two lists would have every order looked up with every id. */
    static final String FINISH_ALL = """
            delete from deadline d
            using unnest(cast(:orders as text[]), cast(:ids as uuid[])) as due (order_id, id)
            where d.order_id = due.order_id and d.id = due.id and d.paused_at is null
            returning d.id
            """;

    static final String POSTPONE_EACH = """
            update deadline d set due_at = later.due_at, claimed_until = null
            from unnest(cast(:orders as text[]), cast(:ids as uuid[]), cast(cast(:due as text[]) as timestamptz[]))
                as later (order_id, id, due_at)
            where d.order_id = later.order_id and d.id = later.id
            """;

    static final String DROP_EACH = """
            delete from deadline d
            using unnest(cast(:orders as text[]), cast(:kinds as text[]), cast(:subjects as text[]))
                as gone (order_id, kind, subject)
            where d.order_id = gone.order_id and d.kind = gone.kind and d.subject = gone.subject
            """;

    static final String SET_EACH = """
            insert into deadline (order_id, id, kind, subject, due_at)
            select order_id, id, kind, subject, due_at
            from unnest(cast(:orders as text[]), cast(:ids as uuid[]), cast(:kinds as text[]), cast(:subjects as text[]),
                cast(cast(:due as text[]) as timestamptz[])) as wanted (order_id, id, kind, subject, due_at)
            on conflict on constraint one_deadline_of_a_kind do nothing
            """;

    /** As if it had been deleted and written anew: whoever has claimed it as it was finds it no more. */
    static final String REPLACE_EACH = """
            insert into deadline as d (order_id, id, kind, subject, due_at)
            select order_id, id, kind, subject, due_at
            from unnest(cast(:orders as text[]), cast(:ids as uuid[]), cast(:kinds as text[]), cast(:subjects as text[]),
                cast(cast(:due as text[]) as timestamptz[])) as wanted (order_id, id, kind, subject, due_at)
            on conflict on constraint one_deadline_of_a_kind do update
            set id = excluded.id, due_at = excluded.due_at, paused_at = null, claimed_until = null, attempts = 0,
                last_failure = null
            """;

    static final String DROP_OF = """
            delete from deadline where order_id = :order and (subject = :subject or kind = any(:kinds))
            """;

    static final String DROP_KINDS = "delete from deadline where order_id = :order and kind = any(:kinds)";

    static final String DROP_ALL = "delete from deadline where order_id = any(:orders) and kind = any(:kinds)";

    static final String SHIFT = """
            update deadline set due_at = due_at + :micros * interval '1 microsecond'
            where order_id = :order and kind = :kind and subject = :subject
            """;

    /** A25: what was left when it was frozen runs on. */
    static final String RESUME = """
            update deadline set due_at = due_at + (:now - paused_at), paused_at = null
            where order_id = :order and paused_at is not null
            """;
}
