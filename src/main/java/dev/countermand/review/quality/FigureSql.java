package dev.countermand.review.quality;

import dev.countermand.review.state.CaseStatus;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How figures are counted: each kind in one pass over the cases of a period, along its index. */
final class FigureSql {

    private FigureSql() {}

    private static final String EVERY = names(status -> true);
    private static final String UNDECIDED = names(CaseStatus::undecided);

    /** An appeal was upheld against what followed for the seller; another case of the order has its own. */
    private static final String OVERTURNED = """
            exists (select from sanction s
                where s.seller_id = c.seller_id and s.order_id = c.order_id and s.case_id = c.id
                    and s.status = 'UNDONE')""";

    /** The decision that stands, if a person made it: what the policy decides by itself is nobody's work (A26). */
    private static final String BY_A_PERSON = """
            case_decision d
                where d.order_id = c.order_id and d.case_id = c.id and d.status = 'CARRIED_OUT'
                    and d.carried_out_at = c.decided_at and d.decided_as <> 'SYSTEM'""";

    /**
     * P7: they decided it after it was due, now or before it was rejected. Approval and rejection give the case another due time,
     * so what counts is the one that it had when it was decided.
     */
    private static final String LATE = """
            exists (select from case_decision l
                where l.order_id = c.order_id and l.case_id = c.id and l.decided_by = c.decided_by
                    and l.status in ('CARRIED_OUT', 'REJECTED') and l.decided_at > coalesce(l.due_at, c.due_at))""";

    /** A second decision, of the one that stands. */
    private static final String REVIEWED = """
            left join case_review r on r.order_id = c.order_id and r.case_id = c.id and r.kind = 'SECOND'
                and r.verdict is not null and r.first_verdict = c.verdict""";

    private static final String MEDIAN =
            "percentile_cont(0.5) within group (order by cast(extract(epoch from c.decided_at - c.opened_at) as float8))";

    /** Cases that were opened in the period, by each signal that had been found when they were decided. */
    static final String DETECTORS = """
            with opened as materialized (
                select c.order_id, c.id, c.opened_at, c.decided_at, %2$s as overturned,
                    case when exists (select from %3$s) then c.verdict end as verdict
                from review_case c
                where c.status in (%1$s) and c.opened_at >= :from and c.opened_at < :to)
            select f.code, count(*), count(*) filter (where c.verdict is not null),
                count(*) filter (where c.verdict = 'CANCEL_AND_REFUND'),
                count(*) filter (where c.verdict = 'CANCEL_AND_REFUND' and c.overturned),
                count(r.verdict), count(*) filter (where r.verdict = r.first_verdict),
                %5$s filter (where c.verdict is not null)
            from opened c
            cross join lateral (select distinct g.code from finding g
                where g.order_id = c.order_id and not g.shadow and g.found_at <= coalesce(c.decided_at, :now)) f
            %4$s
            group by f.code order by f.code
            """.formatted(EVERY, OVERTURNED, BY_A_PERSON, REVIEWED, MEDIAN);

    /** Cases that people decided in the period, by who decided them. */
    static final String MODERATORS = """
            select c.decided_by, count(*), count(*) filter (where c.verdict = 'CANCEL_AND_REFUND'),
                count(*) filter (where c.verdict = 'CANCEL_AND_REFUND' and %1$s),
                count(*) filter (where %2$s),
                count(r.verdict), count(*) filter (where r.verdict = r.first_verdict),
                %5$s
            from review_case c
            %4$s
            where c.decided_at >= :from and c.decided_at < :to and c.verdict is not null
                and exists (select from %3$s)
            group by c.decided_by order by c.decided_by
            """.formatted(OVERTURNED, LATE, BY_A_PERSON, REVIEWED, MEDIAN);

    /** Cases that were opened in the period, by who has them, or had them last. */
    static final String ASSIGNED = """
            select c.assignee, count(*)
            from review_case c
            where c.status in (%s) and c.opened_at >= :from and c.opened_at < :to and c.assignee is not null
            group by c.assignee order by c.assignee
            """.formatted(EVERY);

    /** What they decided again in the period. */
    static final String REVIEWERS = """
            select r.reviewer, count(*) filter (where r.kind = 'SECOND'), count(*) filter (where r.kind = 'GOLDEN'),
                count(*) filter (where r.kind = 'GOLDEN' and r.verdict = r.first_verdict)
            from case_review r
            where r.decided_at >= :from and r.decided_at < :to
            group by r.reviewer order by r.reviewer
            """;

    /** P7: what nobody has decided in time, and since when the oldest is due. */
    static final String OVERDUE = "select count(*), min(c.due_at) from review_case c where c.status in (" + UNDECIDED
            + ") and c.due_at <= :now";

    private static String names(Predicate<CaseStatus> which) {
        return Arrays.stream(CaseStatus.values())
                .filter(which)
                .map(status -> "'" + status + "'")
                .collect(Collectors.joining(", "));
    }
}
