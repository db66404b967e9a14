package dev.countermand.fraud.sweep;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.query.Columns;
import dev.countermand.detector.rule.RuleBook;
import dev.countermand.fraud.judgement.Candidate;
import dev.countermand.fraud.judgement.FactsReader;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.fraud.judgement.Judgement;
import dev.countermand.fraud.judgement.JudgementService;
import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.fraud.judgement.RuleBooks;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads ranges: the sieve's one statement, then facts and findings of what it lets through, judged in memory. */
@ApplicationScoped
class RangeReader {

    /** When a statement is planned. */
    enum Planned {
        /** For the bounds that it has now. */
        EACH_TIME("on", "force_custom_plan"),
        /**
         * The same, and looks up one by one. How few numbers are there twice is more than PostgreSQL can guess; it would read
         * all shipments for them.
         */
        EACH_TIME_ONE_BY_ONE("off", "force_custom_plan"),
        /** Once a connection: it looks orders up one by one, whichever they are and however many. */
        ONCE("off", "force_generic_plan");

        private final String settings;

        Planned(String mergeJoin, String mode) {
            settings = SweepSql.KEEP_TO_INDEXES.formatted(mergeJoin, mode);
        }

        /** The statement that has its transaction's statements planned so, and keep to indexes. */
        String settings() {
            return settings;
        }

        static Planned of(RangeLease.Bounds bounds) {
            return bounds instanceof RangeLease.Bounds.Orders ? EACH_TIME : ONCE;
        }
    }

    private final FactsReader facts;
    private final Findings findings;
    private final JudgementService fraud;
    private final RuleBooks books;
    private final SweepCut cut;

    RangeReader(FactsReader facts, Findings findings, JudgementService fraud, RuleBooks books, SweepCut cut) {
        this.facts = facts;
        this.findings = findings;
        this.fraud = fraud;
        this.books = books;
        this.cut = cut;
    }

    /**
     * What a range has in it.
     *
     * @param examined shipments
     * @param ended those of them whose order has ended
     * @param orders to be judged
     */
    record Sifted(long examined, long ended, List<String> orders) {

        Sifted {
            orders = List.copyOf(orders);
        }
    }

    /**
     * Orders, judged in memory.
     *
     * @param changed for which something would be written
     * @param tally what that would be
     * @param failures of those that could not be judged, by order
     */
    record Judged(List<String> changed, SweepTally tally, Map<String, RuntimeException> failures) {

        Judged {
            changed = List.copyOf(changed);
            failures = Map.copyOf(failures);
        }
    }

    /** From here on the statements of the transaction keep to indexes. */
    static Uni<Void> keepToIndexes(Planned planned) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(planned.settings(), Object[].class)
                        .getSingleResult())
                .replaceWithVoid();
    }

    /** Reads the whole range once. */
    @NeedsTransaction
    Uni<Sifted> sift(RangeLease lease, Instant now) {
        return keepToIndexes(Planned.of(lease.bounds()))
                .chain(() -> lease.asOf() == null ? present(lease, now) : past(lease, lease.asOf()));
    }

    private Uni<Sifted> present(RangeLease lease, Instant now) {
        return cut.reach()
                .chain(reach -> Panache.getSession().chain(session -> {
                    var query = session.createNativeQuery(
                                    Sieve.statement(Sieve.shape(lease.bounds()), reach), Object[].class)
                            .setParameter("sweep", lease.sweepId())
                            .setParameter("upTo", lease.startedAt())
                            .setParameter("now", now)
                            .setParameter("waitingSince", cut.times(reach).latest(now));
                    bounds(lease).forEach(query::setParameter);
                    if (lease.bounds() instanceof RangeLease.Bounds.Changes changes) {
                        query.setParameter("newest", Ids.first(changes.since()));
                    }
                    return query.getResultList();
                }))
                .map(rows -> {
                    Set<String> orders = new LinkedHashSet<>();
                    for (Object[] row : rows) {
                        if (row[2] != null) {
                            orders.add((String) row[2]);
                        }
                    }
                    Columns first = new Columns(rows.getFirst(), 0);
                    return new Sifted(first.count(), first.count(), List.copyOf(orders));
                });
    }

    private static Uni<Sifted> past(RangeLease lease, Instant asOf) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(
                                    SweepSql.PAST.formatted(Sieve.within(Sieve.shape(lease.bounds()), "s")),
                                    Object[].class)
                            .setParameter("asOf", asOf);
                    bounds(lease).forEach(query::setParameter);
                    return query.getResultList();
                })
                .map(rows -> new Sifted(
                        rows.stream()
                                .mapToLong(row -> ((Number) row[1]).longValue())
                                .sum(),
                        0,
                        rows.stream().map(row -> (String) row[0]).toList()));
    }

    private static Map<String, Object> bounds(RangeLease lease) {
        return switch (lease.bounds()) {
            case RangeLease.Bounds.Orders(String first, String end) ->
                end == null ? Map.of("first", first) : Map.of("first", first, "end", end);
            case RangeLease.Bounds.Changes(Instant first, Instant end, Instant ignored) ->
                Map.of("firstChange", first, "endChange", end);
            case RangeLease.Bounds.Named() -> Map.of("sweep", lease.sweepId(), "no", lease.no());
        };
    }

    /** Sets aside the shipments of the range whose orders have ended. */
    @NeedsTransaction
    Uni<Void> settle(RangeLease lease) {
        return Panache.getSession()
                .chain(session -> {
                    var update = session.createNativeQuery(Sieve.settle(Sieve.shape(lease.bounds())));
                    bounds(lease).forEach(update::setParameter);
                    return update.executeUpdate();
                })
                .replaceWithVoid();
    }

    /** What would follow for these orders, as of a moment. */
    @NeedsTransaction
    Uni<Judged> judge(List<String> orderIds, Instant asOf) {
        return keepToIndexes(Planned.ONCE)
                .chain(() -> books.current())
                .chain(book -> facts.ofOrders(orderIds, asOf)
                        .chain(candidates ->
                                findings.knownAsOf(orderIds, asOf).map(known -> judged(candidates, known, book))));
    }

    private Judged judged(List<Candidate> candidates, Map<String, List<KnownFinding>> known, RuleBook book) {
        Map<String, List<Candidate>> byOrder = candidates.stream()
                .collect(Collectors.groupingBy(candidate -> candidate.facts().orderId()));
        List<String> changed = new ArrayList<>();
        Map<String, RuntimeException> failures = new HashMap<>();
        SweepTally tally = SweepTally.NOTHING;
        for (Map.Entry<String, List<Candidate>> order : byOrder.entrySet()) {
            try {
                Judgement judgement =
                        fraud.assess(order.getValue(), known.getOrDefault(order.getKey(), List.of()), book);
                if (judgement.changesSomething()) {
                    changed.add(order.getKey());
                    tally = tally.plus(SweepTally.of(judgement));
                }
            } catch (RuntimeException e) {
                // One order that nobody understands does not keep its neighbours from being judged.
                failures.put(order.getKey(), e);
            }
        }
        return new Judged(changed, tally, failures);
    }
}
