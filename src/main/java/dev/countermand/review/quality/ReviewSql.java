package dev.countermand.review.quality;

/** The statements of second reviews and golden cases. */
final class ReviewSql {

    private ReviewSql() {}

    /** Decided in a while, and for good: what can still be undone may be decided anew. */
    private static final String LASTING = """
            c.decided_at >= :since and c.decided_at <= :now and c.verdict is not null
                and not exists (select from case_decision d
                    where d.order_id = c.order_id and d.case_id = c.id and d.status = 'CARRIED_OUT'
                        and d.undo_until > :now)""";

    /** What was decided since, and is one of the sample: a share of ten thousand, told by the case's id, so for good. */
    static final String SAMPLE = """
            select c.order_id, c.id, c.verdict, c.decided_by
            from review_case c
            where %s
                and mod(hashtext(cast(c.id as text)) & 2147483647, 10000) < :share
                and not exists (select from case_review r
                    where r.order_id = c.order_id and r.case_id = c.id and r.kind = 'SECOND')
            order by c.decided_at limit :most
            """.formatted(LASTING);

    /** A review of a case that has been decided anew is of the new decision, and nobody's. */
    static final String RENEW = """
            update case_review s set first_verdict = anew.verdict, first_by = anew.decided_by, asked_at = :now,
                reviewer = null, claimed_until = null
            from (select r.id, c.verdict, c.decided_by
                from review_case c join case_review r on r.order_id = c.order_id and r.case_id = c.id
                where %s and r.kind = 'SECOND' and r.decided_at is null
                    and (r.first_verdict <> c.verdict or r.first_by <> c.decided_by)
                order by r.id limit :most for update of r skip locked) anew
            where s.id = anew.id
            """.formatted(LASTING);

    static final String ADD = """
            insert into case_review (order_id, case_id, id, kind, asked_at, first_verdict, first_by, reviewer, claimed_until)
            values (:order, :case, :id, :kind, :now, :verdict, :by, nullif(:reviewer, ''), cast(nullif(:until, '') as timestamptz))
            on conflict do nothing
            """;

    private static final String COLUMNS =
            "r.id, r.order_id, r.case_id, r.kind, r.asked_at, r.first_verdict, r.first_by,"
                    + " r.reviewer, r.claimed_until, r.verdict, r.statement, r.decided_at";

    static final String ONE = "select " + COLUMNS + " from case_review r where r.id = :id";

    static final String LOCK = ONE + " for update";

    private static final String OF_CASE =
            " from case_review r join review_case c on c.order_id = r.order_id and c.id = r.case_id";

    /** The case is decided, and as it was when the review was asked for: it may have been undone, or decided anew. */
    private static final String STANDS = """
            c.decided_at is not null
                and (r.kind = 'GOLDEN' or c.verdict = r.first_verdict and c.decided_by = r.first_by)""";

    /** What somebody has begun and not finished. */
    static final String HELD = """
            select %s%s
            where r.reviewer = :reader and r.decided_at is null and r.claimed_until > :now and %s
            order by r.asked_at limit 1
            """.formatted(COLUMNS, OF_CASE, STANDS);

    /** Nobody gets a case that they decided, approved, rejected or undid, judged an appeal of, wrote on, or are a party to. */
    private static final String STRANGER = """
            c.decided_by is distinct from :reader and c.seller_id <> :reader and c.buyer_id is distinct from :reader
                and not exists (select from case_decision d
                    where d.order_id = c.order_id and d.case_id = c.id
                        and :reader in (d.decided_by, d.approved_by, d.undone_by))
                and not exists (select from sanction s
                    where s.seller_id = c.seller_id and s.order_id = c.order_id and s.case_id = c.id
                        and s.appeal_decided_by = :reader)
                and not exists (select from case_note n
                    where n.order_id = c.order_id and n.case_id = c.id and n.author = :reader)""";

    /** The oldest that waits, locked; whoever has one of them locked is passed by. */
    static final String NEXT = """
            select %s%s
            where r.kind = 'SECOND' and r.decided_at is null and r.asked_at >= :since and r.first_by <> :reader
                and (r.claimed_until is null or r.claimed_until <= :now) and %s and %s
            order by r.asked_at limit 1 for update of r skip locked
            """.formatted(COLUMNS, OF_CASE, STANDS, STRANGER);

    static final String CLAIM = "update case_review set reviewer = :reader, claimed_until = :until where id = :id";

    static final String DECIDE = """
            update case_review set verdict = :verdict, statement = :statement, decided_at = :now, claimed_until = null
            where id = :id
            """;

    /** One that this moderator has not had, whatever came of it. */
    static final String GOLDEN = """
            select g.order_id, g.case_id, g.verdict, g.set_by
            from golden_case g join review_case c on c.order_id = g.order_id and c.id = g.case_id
            where g.ended_at is null and g.set_by <> :reader and c.decided_at is not null and %s
                and not exists (select from case_review r where r.order_id = g.order_id and r.case_id = g.case_id
                    and r.reviewer = :reader)
            order by g.set_at limit 1
            """.formatted(STRANGER);

    /** How many somebody has had. */
    static final String HAD =
            "select count(*) from case_review r where r.reviewer = :reader and r.decided_at is not null";

    static final String PAGE = "select " + COLUMNS + " from case_review r"
            + " where r.id > :after and (:done = false or r.decided_at is not null)"
            + " and (:apart = false or r.verdict <> r.first_verdict) order by r.id limit :most";

    static final String SET_GOLDEN = """
            insert into golden_case (order_id, case_id, verdict, because, set_by, set_at)
            values (:order, :case, :verdict, :because, :by, :now)
            on conflict (order_id, case_id) do update set verdict = excluded.verdict, because = excluded.because,
                set_by = excluded.set_by, set_at = excluded.set_at, ended_at = null
            """;

    private static final String GOLDEN_COLUMNS = "case_id, order_id, verdict, because, set_by, set_at";

    static final String END_GOLDEN = "update golden_case set ended_at = :now where case_id = :case and ended_at is null"
            + " returning " + GOLDEN_COLUMNS;

    static final String ALL_GOLDEN = "select " + GOLDEN_COLUMNS + " from golden_case"
            + " where ended_at is null and case_id > :after order by case_id limit :most";
}
