package dev.countermand.fraud;

import dev.countermand.signal.RuleBook;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads a sweep's next stretch and judges it in memory: one statement for the range, one for facts, one for findings. */
@ApplicationScoped
class SweepPages {

    /** In the order of the partial index of shipments that are not settled. */
    private static final String UNSETTLED = """
            select order_id, id, declared_at from shipment
            where not settled and declared_at <= :upTo%s
            order by declared_at, id limit :size
            """;

    /** The past: what is settled today was not then. In the order of the index of ids, which is nearly that of time. */
    private static final String ALL = """
            select order_id, id, declared_at from shipment
            where declared_at <= :upTo%s
            order by id limit :size
            """;

    private final FactsReader facts;
    private final Findings findings;
    private final FraudService fraud;
    private final RuleBooks books;
    private final int size;

    SweepPages(
            FactsReader facts,
            Findings findings,
            FraudService fraud,
            RuleBooks books,
            @ConfigProperty(name = "countermand.sweep.page-size") int size) {
        this.facts = facts;
        this.findings = findings;
        this.fraud = fraud;
        this.books = books;
        this.size = size;
    }

    /** The stretch behind the sweep's cursor, judged as of its moment, or as of now. */
    Uni<SweepPage> next(SweepRow sweep, Instant now) {
        Instant asOf = sweep.asOf == null ? now : sweep.asOf;
        return books.current()
                .flatMap(book -> keys(sweep).flatMap(keys -> {
                    List<String> orderIds =
                            keys.stream().map(SweepPage.Key::orderId).distinct().toList();
                    return facts.ofOrders(orderIds, asOf)
                            .flatMap(candidates -> orderIds.isEmpty()
                                    ? Uni.createFrom().item(judged(keys, candidates, Map.of(), book))
                                    : findings.knownAsOf(orderIds, asOf)
                                            .map(known -> judged(keys, candidates, known, book)));
                }));
    }

    private Uni<List<SweepPage.Key>> keys(SweepRow sweep) {
        boolean past = sweep.asOf != null;
        boolean fromStart = sweep.cursorId == null;
        String behind = past ? " and id > :id" : " and (declared_at, id) > (:declaredAt, :id)";
        String sql = (past ? ALL : UNSETTLED).formatted(fromStart ? "" : behind);
        Instant upTo = past ? sweep.asOf : sweep.startedAt;
        return Panache.getSession()
                .flatMap(session -> {
                    var query = session.createNativeQuery(sql, Object[].class)
                            .setParameter("upTo", Objects.requireNonNull(upTo))
                            .setParameter("size", size);
                    if (!fromStart) {
                        query.setParameter("id", sweep.cursorId);
                    }
                    if (!fromStart && !past) {
                        query.setParameter("declaredAt", sweep.cursorDeclaredAt);
                    }
                    return query.getResultList();
                })
                .map(rows -> rows.stream()
                        .map(row -> new SweepPage.Key(
                                (String) row[0], (UUID) row[1], Objects.requireNonNull(Columns.moment(row[2]))))
                        .toList());
    }

    private SweepPage judged(
            List<SweepPage.Key> keys,
            List<Candidate> candidates,
            Map<String, List<KnownFinding>> known,
            RuleBook book) {
        Set<UUID> page = keys.stream().map(SweepPage.Key::shipmentId).collect(Collectors.toSet());
        Map<String, List<Candidate>> byOrder = candidates.stream()
                .collect(Collectors.groupingBy(candidate -> candidate.facts().orderId()));
        List<String> changed = new ArrayList<>();
        SweepTally tally = SweepTally.NOTHING;
        for (Map.Entry<String, List<Candidate>> order : byOrder.entrySet()) {
            Judgement judgement = fraud.assess(order.getValue(), known.getOrDefault(order.getKey(), List.of()), book);
            if (judgement.changesSomething()) {
                changed.add(order.getKey());
                tally = tally.plus(SweepTally.of(judgement, page));
            }
        }
        return new SweepPage(keys, changed, tally, keys.size() < size);
    }
}
