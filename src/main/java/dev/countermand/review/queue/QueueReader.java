package dev.countermand.review.queue;

import dev.countermand.database.Reads;
import dev.countermand.database.query.Columns;
import dev.countermand.database.query.OneColumn;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.review.CaseReader;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.tracking.number.TrackingNumberDecoder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads pages and counts of the queue. */
@ApplicationScoped
class QueueReader {

    /** Cases that a text may be found in: who looks for more has not said what they look for. */
    static final int FOUND_AT_MOST = 2_000;

    private static final UUID NO_CASE = new UUID(0, 0);

    /** What there is at a moment. */
    record At<T>(T what, Instant now) {}

    private final Findings findings;
    private final CaseReader known;
    private final InstantSource clock;

    QueueReader(Findings findings, CaseReader known, InstantSource clock) {
        this.findings = findings;
        this.known = known;
        this.clock = clock;
    }

    @Reads
    Uni<At<Page<QueuedCase>>> page(QueueFilter filter, String reader, PageRequest page) {
        QueueSort.Position behind = filter.sort().position(page);
        Instant now = Timestamps.now(clock);
        return reading(filter, reader, now)
                .chain(reading -> rows(QueueSql.page(filter, reading, behind, page.fetch())))
                .map(rows -> rows.stream().map(QueuedCase::of).toList())
                .map(cases -> Page.of(cases, page, filter.sort()::cursor))
                .chain(found -> withSignals(found.items(), now)
                        .chain(items -> blind(items, reader))
                        .map(items -> new Page<>(items, found.next())))
                .map(found -> new At<>(found, now));
    }

    @Reads
    Uni<CaseCounts> counts(QueueFilter filter, String reader) {
        return reading(filter, reader, Timestamps.now(clock))
                .chain(reading -> rows(QueueSql.counts(filter, reading)))
                .map(rows -> CaseCounts.of(rows.stream().map(QueueReader::alike).toList()));
    }

    /** One case as it stands in the queue. Needs a session. */
    Uni<At<QueuedCase>> one(String orderId, UUID id) {
        Instant now = Timestamps.now(clock);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select " + QueueSql.COLUMNS
                                        + " from review_case c where c.order_id = :order and c.id = :id",
                                Object[].class)
                        .setParameter("order", orderId)
                        .setParameter("id", id)
                        .getSingleResult())
                .chain(row -> withSignals(List.of(QueuedCase.of(row)), now))
                .map(one -> new At<>(one.getFirst(), now));
    }

    /** Looks for the text of a filter first, so that the list itself goes by ids. Needs a session. */
    Uni<QueueSql.Reading> reading(QueueFilter filter, String reader, Instant now) {
        String text = filter.text();
        if (text == null) {
            return Uni.createFrom().item(new QueueSql.Reading(reader, now, null));
        }
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, QueueSql.FOUND, UUID.class)
                        .setParameter("text", text.strip())
                        .setParameter("id", Ids.parse(text.strip()).orElse(NO_CASE))
                        .setParameter("number", TrackingNumberDecoder.canonical(text))
                        .setParameter("most", FOUND_AT_MOST + 1)
                        .getResultList())
                .map(found -> new QueueSql.Reading(reader, now, notTooMany(new HashSet<>(found))));
    }

    private static Set<UUID> notTooMany(Set<UUID> found) {
        if (found.size() > FOUND_AT_MOST) {
            throw Refusal.invalid("q", "must say more: it is found in more than " + FOUND_AT_MOST + " cases")
                    .asException();
        }
        return found;
    }

    static Uni<List<Object[]>> rows(QueueSql.@Nullable Statement statement) {
        return statement == null
                ? Uni.createFrom().item(List.of())
                : Panache.getSession()
                        .chain(session -> query(session, statement).getResultList());
    }

    private static Mutiny.SelectionQuery<Object[]> query(Mutiny.Session session, QueueSql.Statement statement) {
        Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(statement.text(), Object[].class);
        statement.values().forEach(query::setParameter);
        return query;
    }

    private Uni<List<QueuedCase>> withSignals(List<QueuedCase> cases, Instant now) {
        if (cases.isEmpty()) {
            return Uni.createFrom().item(cases);
        }
        List<String> orders = cases.stream().map(QueuedCase::orderId).distinct().toList();
        return findings.knownAsOf(orders, now)
                .map(known -> cases.stream()
                        .map(one -> one.with(words(known, one.orderId())))
                        .toList());
    }

    /** Nobody sees how a case was decided while they decide it a second time. Of open cases there is nothing to look up. */
    private Uni<List<QueuedCase>> blind(List<QueuedCase> cases, String reader) {
        return cases.stream().allMatch(one -> one.verdict() == null)
                ? Uni.createFrom().item(cases)
                : known.reviewedBy(reader)
                        .map(reviewed -> cases.stream()
                                .map(one -> reviewed.contains(one.id()) ? one.withoutVerdict() : one)
                                .toList());
    }

    /** What is in shadow counts for nothing, and is to sway nobody. */
    private static List<String> words(Map<String, List<KnownFinding>> known, String orderId) {
        return Objects.requireNonNullElse(known.get(orderId), List.<KnownFinding>of()).stream()
                .filter(finding -> !finding.shadow())
                .sorted(Comparator.comparingInt(KnownFinding::weight).reversed().thenComparing(KnownFinding::foundAt))
                .map(KnownFinding::words)
                .toList();
    }

    private static CaseCounts.Alike alike(@Nullable Object[] row) {
        Columns columns = new Columns(row, 0);
        return new CaseCounts.Alike(
                CaseStatus.valueOf(columns.text()),
                CaseReason.valueOf(columns.text()),
                columns.text(),
                Currency.getInstance(columns.text()),
                columns.flag(),
                columns.flag(),
                columns.count(),
                Objects.requireNonNull(columns.longOrNull()));
    }
}
