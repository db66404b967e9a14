package dev.countermand.review.queue;

import dev.countermand.review.state.CaseStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the queue. PostgreSQL walks an index in order for one status only, so a list is put together of one branch
 * for each: each reads a page along its index, and of these the first are the page. So a page costs the same however many cases
 * there are. What is written into the text are constants of this service, so that the planner knows how rare they are; what a
 * caller has sent is always a parameter.
 */
final class QueueSql {

    /** In the order of {@link QueuedCase#of}. */
    static final String COLUMNS =
            "c.order_id, c.id, c.seller_id, c.buyer_id, c.market, c.status, c.reason, c.score, c.amount,"
                    + " c.currency, c.opened_at, c.due_at, c.overdue_since, c.no_evidence_since, c.assignee, c.claim_until, c.verdict,"
                    + " coalesce(c.ranks_at, c.due_at) as ranks_at";

    /** What can be looked for by its words is found whole: 'simple' knows no language, and cuts nothing off. */
    private static final String WORDS = "@@ websearch_to_tsquery('simple', :text)";

    /** The cases that a text is found in, at most so many and one more. */
    static final String FOUND = """
            select found.id from (
                (select c.id from review_case c where c.order_id = :text limit :most)
                union (select c.id from review_case c where c.seller_id = :text limit :most)
                union (select c.id from review_case c where c.buyer_id = :text limit :most)
                union (select c.id from review_case c where c.id = cast(:id as uuid))
                union (select c.id from shipment s join review_case c on c.order_id = s.order_id
                    where s.tracking_number = :number limit :most)
                union (select c.id from shipment_number n join review_case c on c.order_id = n.order_id
                    where n.tracking_number = :number limit :most)
                union (select n.case_id from case_note n where to_tsvector('simple', n.text) %1$s limit :most)
                union (select c.id from review_case c
                    where to_tsvector('simple', coalesce(c.statement, '') || ' ' || coalesce(c.closing_note, '')) %1$s
                    limit :most)
                union (select d.case_id from case_decision d
                    where to_tsvector('simple', d.statement || ' ' || coalesce(d.rejected_because, '') || ' '
                        || coalesce(d.undone_because, '')) %1$s limit :most)
                union (select d.case_id from case_demand d where to_tsvector('simple', d.words) %1$s limit :most)) found (id)
            limit :most
            """.formatted(WORDS);

    /**
     * Who reads, when, and what their text was found in.
     *
     * @param found null when nothing is looked for
     */
    record Reading(String reader, Instant now, @Nullable Set<UUID> found) {}

    /** A statement with the values of its parameters. */
    record Statement(String text, Map<String, Object> values) {}

    private final QueueFilter filter;
    private final Reading reading;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private QueueSql(QueueFilter filter, Reading reading) {
        this.filter = filter;
        this.reading = reading;
    }

    /** A page behind a place, with at most so many cases; null when no status is left in which there could be any. */
    static @Nullable Statement page(
            QueueFilter filter, Reading reading, QueueSort.@Nullable Position behind, int most) {
        QueueSql sql = new QueueSql(filter, reading);
        String key = filter.sort().key();
        String after = "";
        if (behind != null) {
            sql.values.put("lastKey", behind.key());
            sql.values.put("lastId", behind.id());
            after = " and (" + key + ", c.id) > (:lastKey, :lastId)";
        }
        String rest = after + " order by " + key + ", c.id limit " + most + ")";
        String branches = sql.statuses().stream()
                .map(status -> "(select " + COLUMNS + " from review_case c where " + sql.conditions(status) + rest)
                .collect(Collectors.joining(" union all "));
        return branches.isEmpty()
                ? null
                : new Statement(
                        "select c.* from (" + branches + ") c order by " + key + ", c.id limit " + most, sql.values);
    }

    /** How many there are of each kind, and how much money they are about; null as for a page. */
    static @Nullable Statement counts(QueueFilter filter, Reading reading) {
        QueueSql sql = new QueueSql(filter, reading);
        sql.values.put("countedAt", reading.now());
        String branches = sql.statuses().stream()
                .map(status -> {
                    // Of what is decided nothing is late, and nobody is missing.
                    String undecided = status.undecided() ? "" : "false and ";
                    return "(select c.status, c.reason, coalesce(c.market, ''), c.currency, "
                            + undecided + "c.due_at <= :countedAt, " + undecided
                            + "c.assignee is null, count(*), cast(sum(c.amount) as bigint)"
                            + " from review_case c where " + sql.conditions(status) + " group by 1, 2, 3, 4, 5, 6)";
                })
                .collect(Collectors.joining(" union all "));
        return branches.isEmpty() ? null : new Statement(branches, sql.values);
    }

    /**
     * The first case of the queue that is free, locked with its order; whoever has one of them locked is passed by, so nobody
     * waits for another moderator. The status and the assignee of the filter are passed over: a free case has none.
     *
     * @param status OPEN; or CLAIMED, for a claim that has run out and was not released yet
     */
    static Statement next(QueueFilter filter, Reading reading, CaseStatus status) {
        QueueSql sql = new QueueSql(filter, reading);
        sql.values.put("reader", reading.reader());
        String free = "";
        if (status == CaseStatus.CLAIMED) {
            sql.values.put("now", reading.now());
            free = " and c.claim_until <= :now";
        }
        return new Statement(
                "select c.order_id, c.id from review_case c join orders o on o.order_id = c.order_id where "
                        + sql.ofStatus(status) + free
                        + " and c.seller_id <> :reader and o.buyer_id <> :reader order by "
                        + filter.sort().key() + ", c.id limit 1 for update of o, c skip locked",
                sql.values);
    }

    /** Those in which there could be any. */
    private Set<CaseStatus> statuses() {
        Set<CaseStatus> statuses =
                filter.statuses().isEmpty() ? EnumSet.allOf(CaseStatus.class) : EnumSet.copyOf(filter.statuses());
        if (Boolean.TRUE.equals(filter.overdue())) {
            statuses.removeIf(status -> !status.undecided());
        }
        return statuses;
    }

    private String conditions(CaseStatus status) {
        StringBuilder where = new StringBuilder(ofStatus(status));
        String assignee = filter.assignee();
        if (QueueFilter.NOBODY.equals(assignee)) {
            where.append(" and c.assignee is null");
        } else if (assignee != null) {
            equal(where, "assignee", QueueFilter.ME.equals(assignee) ? reading.reader() : assignee);
        }
        return where.toString();
    }

    private String ofStatus(CaseStatus status) {
        StringBuilder where = new StringBuilder("c.status = '" + status + "'");
        equal(where, "seller_id", filter.sellerId());
        equal(where, "buyer_id", filter.buyerId());
        equal(where, "order_id", filter.orderId());
        equal(where, "market", filter.market());
        equal(where, "currency", filter.currency());
        compare(where, "score >= ", "minScore", filter.minScore());
        compare(where, "amount >= ", "minAmount", filter.minAmount());
        compare(where, "amount <= ", "maxAmount", filter.maxAmount());
        compare(where, "due_at < ", "dueBefore", filter.dueBefore());
        overdue(where, status);
        if (!filter.reasons().isEmpty()) {
            where.append(" and c.reason in (").append(quoted(filter.reasons())).append(')');
        }
        if (!filter.signals().isEmpty()) {
            where.append(" and exists (select 1 from finding f where f.order_id = c.order_id and f.code in (")
                    .append(quoted(filter.signals()))
                    .append(") and f.cleared_at is null and not f.shadow)");
        }
        if (reading.found() != null) {
            where.append(" and c.id = any(cast(:found as uuid[]))");
            values.put("found", reading.found().toArray(UUID[]::new));
        }
        return where.toString();
    }

    /** What is decided is never overdue, whenever it was due. */
    private void overdue(StringBuilder where, CaseStatus status) {
        if (filter.overdue() != null && status.undecided()) {
            where.append(filter.overdue() ? " and c.due_at <= :overdueAt" : " and c.due_at > :overdueAt");
            values.put("overdueAt", reading.now());
        }
    }

    private void equal(StringBuilder where, String column, @Nullable Object value) {
        compare(where, column + " = ", column, value);
    }

    private void compare(StringBuilder where, String comparison, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" and c.").append(comparison).append(':').append(name);
            values.put(name, value);
        }
    }

    /** Constants of this service, and codes of its detectors: nothing that a caller has sent. */
    private static String quoted(Collection<?> constants) {
        return List.copyOf(constants).stream()
                .map(constant -> "'" + constant + "'")
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
