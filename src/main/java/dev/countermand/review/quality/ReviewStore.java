package dev.countermand.review.quality;

import dev.countermand.database.query.Columns;
import dev.countermand.database.query.OneColumn;
import dev.countermand.kernel.Ids;
import dev.countermand.review.state.CaseVerdict;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Second reviews and golden cases in the database. Needs a session, and whoever writes a transaction. */
@ApplicationScoped
class ReviewStore {

    private static final UUID FIRST = new UUID(0, 0);

    /** A decided case, and what was decided. */
    record Decided(String orderId, UUID caseId, CaseVerdict verdict, String by) {}

    /**
     * A case that is decided again.
     *
     * @param firstVerdict what it is compared with
     * @param firstBy whose that is
     * @param verdict null until it is decided again
     */
    record Review(
            UUID id,
            String orderId,
            UUID caseId,
            ReviewKind kind,
            Instant askedAt,
            CaseVerdict firstVerdict,
            String firstBy,
            @Nullable String reviewer,
            @Nullable Instant claimedUntil,
            @Nullable CaseVerdict verdict,
            @Nullable String statement,
            @Nullable Instant decidedAt) {

        /** Whether this person may decide it now. */
        boolean isHeldBy(String who, Instant now) {
            return who.equals(reviewer) && decidedAt == null && claimedUntil != null && claimedUntil.isAfter(now);
        }
    }

    /** A case of which it is known what is right. */
    record Golden(UUID caseId, String orderId, CaseVerdict verdict, String because, String setBy, Instant setAt) {}

    /** @param share of ten thousand */
    Uni<List<Decided>> sample(Instant since, Instant now, int share, int most) {
        return rows(ReviewSql.SAMPLE, Map.of("since", since, "now", now, "share", share, "most", most))
                .map(rows -> rows.stream().map(ReviewStore::decided).toList());
    }

    /**
     * Has reviews of cases that were decided anew since then be of the new decision.
     *
     * @param most at once
     */
    Uni<Void> renew(Instant since, Instant now, int most) {
        return run(ReviewSql.RENEW, Map.of("since", since, "now", now, "most", most));
    }

    /** @param reviewer who has it at once, until then; nobody, if null */
    Uni<Void> add(Decided decided, ReviewKind kind, @Nullable String reviewer, @Nullable Instant until, Instant now) {
        return run(
                ReviewSql.ADD,
                Map.of(
                        "order", decided.orderId(),
                        "case", decided.caseId(),
                        "id", Ids.next(now),
                        "kind", kind.name(),
                        "now", now,
                        "verdict", decided.verdict().name(),
                        "by", decided.by(),
                        "reviewer", reviewer == null ? "" : reviewer,
                        "until", until == null ? "" : until.toString()));
    }

    Uni<@Nullable Review> find(UUID id) {
        return one(ReviewSql.ONE, Map.of("id", id));
    }

    /** The same, locked until the transaction ends. */
    Uni<@Nullable Review> lock(UUID id) {
        return one(ReviewSql.LOCK, Map.of("id", id));
    }

    Uni<@Nullable Review> held(String reader, Instant now) {
        return one(ReviewSql.HELD, Map.of("reader", reader, "now", now));
    }

    /** The oldest that this person may have, locked; null when there is none. */
    Uni<@Nullable Review> next(String reader, Instant since, Instant now) {
        return one(ReviewSql.NEXT, Map.of("reader", reader, "since", since, "now", now));
    }

    Uni<Void> claim(UUID id, String reader, Instant until) {
        return run(ReviewSql.CLAIM, Map.of("id", id, "reader", reader, "until", until));
    }

    Uni<Void> decide(UUID id, CaseVerdict verdict, String statement, Instant now) {
        return run(ReviewSql.DECIDE, Map.of("id", id, "verdict", verdict.name(), "statement", statement, "now", now));
    }

    /** One of which it is known what is right, and which this person has not had; null when there is none. */
    Uni<@Nullable Decided> goldenFor(String reader) {
        return rows(ReviewSql.GOLDEN, Map.of("reader", reader))
                .map(rows -> rows.isEmpty() ? null : decided(rows.getFirst()));
    }

    /** How many this person has decided again. */
    Uni<Long> had(String reader) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ReviewSql.HAD, Long.class)
                        .setParameter("reader", reader)
                        .getSingleResult());
    }

    /**
     * By id.
     *
     * @param done only those that were decided again
     * @param apart only those where the two do not agree
     */
    Uni<List<Review>> page(boolean done, boolean apart, @Nullable UUID after, int most) {
        return rows(
                        ReviewSql.PAGE,
                        Map.of("done", done, "apart", apart, "after", after == null ? FIRST : after, "most", most))
                .map(rows -> rows.stream().map(ReviewStore::review).toList());
    }

    Uni<Void> setGolden(String orderId, UUID caseId, CaseVerdict verdict, String because, String by, Instant now) {
        return run(
                ReviewSql.SET_GOLDEN,
                Map.of(
                        "order",
                        orderId,
                        "case",
                        caseId,
                        "verdict",
                        verdict.name(),
                        "because",
                        because,
                        "by",
                        by,
                        "now",
                        now));
    }

    /** As it was; null when it was none. */
    Uni<@Nullable Golden> endGolden(UUID caseId, Instant now) {
        return rows(ReviewSql.END_GOLDEN, Map.of("case", caseId, "now", now))
                .map(rows -> rows.isEmpty() ? null : golden(rows.getFirst()));
    }

    Uni<List<Golden>> golden(@Nullable UUID after, int most) {
        return rows(ReviewSql.ALL_GOLDEN, Map.of("after", after == null ? FIRST : after, "most", most))
                .map(rows -> rows.stream().map(ReviewStore::golden).toList());
    }

    private static Uni<List<Object[]>> rows(String sql, Map<String, ?> values) {
        return Panache.getSession().chain(session -> {
            Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(sql, Object[].class);
            values.forEach(query::setParameter);
            return query.getResultList();
        });
    }

    private static Uni<@Nullable Review> one(String sql, Map<String, ?> values) {
        return rows(sql, values).map(rows -> rows.isEmpty() ? null : review(rows.getFirst()));
    }

    private static Uni<Void> run(String sql, Map<String, ?> values) {
        return Panache.getSession()
                .chain(session -> {
                    Mutiny.MutationQuery query = session.createNativeQuery(sql);
                    values.forEach(query::setParameter);
                    return query.executeUpdate();
                })
                .replaceWithVoid();
    }

    private static Decided decided(Object[] row) {
        Columns columns = new Columns(row, 0);
        return new Decided(columns.text(), columns.id(), CaseVerdict.valueOf(columns.text()), columns.text());
    }

    private static Review review(Object[] row) {
        Columns columns = new Columns(row, 0);
        return new Review(
                columns.id(),
                columns.text(),
                columns.id(),
                ReviewKind.valueOf(columns.text()),
                columns.moment(),
                CaseVerdict.valueOf(columns.text()),
                columns.text(),
                columns.textOrNull(),
                columns.momentOrNull(),
                verdict(columns.textOrNull()),
                columns.textOrNull(),
                columns.momentOrNull());
    }

    private static Golden golden(Object[] row) {
        Columns columns = new Columns(row, 0);
        return new Golden(
                columns.id(),
                columns.text(),
                CaseVerdict.valueOf(columns.text()),
                columns.text(),
                columns.text(),
                columns.moment());
    }

    private static @Nullable CaseVerdict verdict(@Nullable String name) {
        return name == null ? null : CaseVerdict.valueOf(name);
    }
}
