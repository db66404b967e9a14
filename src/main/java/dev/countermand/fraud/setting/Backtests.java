package dev.countermand.fraud.setting;

import dev.countermand.database.query.Columns;
import dev.countermand.detector.Detector;
import dev.countermand.detector.Facts;
import dev.countermand.detector.Hindsight;
import dev.countermand.detector.rule.Mode;
import dev.countermand.detector.rule.RuleBook;
import dev.countermand.detector.rule.Setting;
import dev.countermand.fraud.judgement.Candidate;
import dev.countermand.fraud.judgement.FactsReader;
import dev.countermand.fraud.judgement.RuleBooks;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Replays the past under other figures, and compares it with what moderators decided. */
@ApplicationScoped
class Backtests {

    private static final Duration USUAL_PERIOD = Duration.ofDays(90);
    private static final int USUAL_ORDERS = 10_000;
    private static final int PAGE = 500;

    /**
     * What is tried.
     *
     * @param weight as in force, if null
     * @param thresholds those left out: as in force
     * @param mode active, if null
     * @param from shipments declared from then on; the last 90 days, if null
     * @param to shipments declared before; now, if null
     * @param orders replayed at most, the oldest first
     */
    record Trial(
            @Nullable Integer weight,
            @Nullable Map<String, Object> thresholds,
            @Nullable Mode mode,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Integer orders) {}

    /** What rules did to the orders replayed, beside what moderators decided. */
    record Counts(
            long frozen,
            long cleared,
            long frozenAndFraud,
            long frozenAndReleased,
            long frozenAndUndecided,
            long missedFraud) {}

    /**
     * What came of it.
     *
     * @param complete false when there were more orders than asked for
     * @param newlyFrozen orders frozen only under the tested figures, the first of them
     * @param noLongerFrozen orders frozen only under what is in force, the first of them
     */
    record Outcome(
            UUID id,
            String detector,
            Instant from,
            Instant to,
            long orders,
            boolean complete,
            Counts inForce,
            Counts tested,
            List<String> newlyFrozen,
            List<String> noLongerFrozen) {}

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String FRAUD = "CANCEL_AND_REFUND";

    private record Past(
            String orderId,
            UUID firstShipment,
            @Nullable Instant closedAt,
            @Nullable String verdict) {}

    private final FactsReader facts;
    private final RuleBooks books;
    private final Policies policies;
    private final InstantSource clock;

    Backtests(FactsReader facts, RuleBooks books, Policies policies, InstantSource clock) {
        this.facts = facts;
        this.books = books;
        this.policies = policies;
        this.clock = clock;
    }

    /** Needs a session; writes nothing. */
    Uni<Outcome> run(String code, Trial request) {
        Detector detector = DetectorSettings.known(code);
        Map<String, Object> thresholds = GivenThresholds.checked(detector, request.thresholds());
        Instant now = Timestamps.now(clock);
        Instant to = request.to() == null ? now : request.to();
        Instant from = request.from() == null ? to.minus(USUAL_PERIOD) : request.from();
        if (!from.isBefore(to)) {
            throw Refusal.invalid("from", "must be before to").asException();
        }
        int most = request.orders() == null ? USUAL_ORDERS : request.orders();
        return books.read().chain(book -> {
            Setting inForce = book.current(code);
            Map<String, Object> both = new TreeMap<>(inForce.version() == 0 ? Map.of() : inForce.thresholds());
            both.putAll(thresholds);
            Integer weight =
                    request.weight() != null ? request.weight() : inForce.version() == 0 ? null : inForce.weight();
            Mode mode = request.mode() == null ? Mode.ACTIVE : request.mode();
            Comparison comparison =
                    new Comparison(book, book.with(code, new Setting(inForce.version() + 1, mode, weight, both)));
            return pages(comparison, from, to, BEFORE_ALL, most, now)
                    .map(complete -> comparison.outcome(Ids.next(now), code, from, to, complete));
        });
    }

    /** True when there was nothing behind the last page. */
    private Uni<Boolean> pages(Comparison comparison, Instant from, Instant to, UUID after, int left, Instant now) {
        int size = Math.min(PAGE, left);
        return page(from, to, after, size + 1).chain(found -> {
            List<Past> page = found.subList(0, Math.min(size, found.size()));
            boolean more = found.size() > size;
            return judge(comparison, page, now).chain(() -> {
                if (!more || left == page.size()) {
                    return Uni.createFrom().item(!more);
                }
                return pages(comparison, from, to, page.getLast().firstShipment(), left - page.size(), now);
            });
        });
    }

    private static Uni<List<Past>> page(Instant from, Instant to, UUID after, int size) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SettingSql.ORDERS_OF_PERIOD, Object[].class)
                        .setParameter("after", after)
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .setParameter("size", size)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Columns(row, 0))
                        .map(row -> new Past(row.text(), row.id(), row.momentOrNull(), row.textOrNull()))
                        .toList());
    }

    private Uni<Void> judge(Comparison comparison, List<Past> page, Instant now) {
        List<String> ids = page.stream().map(Past::orderId).toList();
        return facts.ofOrders(ids, now)
                .invoke(candidates -> {
                    Map<String, List<Facts>> byOrder = candidates.stream()
                            .map(Candidate::facts)
                            .collect(Collectors.groupingBy(Facts::orderId, LinkedHashMap::new, Collectors.toList()));
                    for (Past past : page) {
                        List<Facts> shipments = byOrder.getOrDefault(past.orderId(), List.of());
                        if (!shipments.isEmpty()) {
                            comparison.add(past, shipments, now);
                        }
                    }
                })
                .replaceWithVoid();
    }

    /** Counts both sides. */
    private final class Comparison {

        private static final int EXAMPLES = 100;

        private final RuleBook inForce;
        private final RuleBook tested;
        private final Tally before = new Tally();
        private final Tally after = new Tally();
        private final List<String> newlyFrozen = new ArrayList<>();
        private final List<String> noLongerFrozen = new ArrayList<>();
        private long orders;

        Comparison(RuleBook inForce, RuleBook tested) {
            this.inForce = inForce;
            this.tested = tested;
        }

        void add(Past past, List<Facts> shipments, Instant now) {
            Facts any = shipments.getFirst();
            Policy policy = policies.version(any.market(), any.policyVersion());
            Instant end = past.closedAt() == null ? now : past.closedAt();
            Hindsight was = hindsight(shipments, inForce, policy, end);
            Hindsight is = hindsight(shipments, tested, policy, end);
            orders++;
            before.add(was, past.verdict());
            after.add(is, past.verdict());
            if (is.frozen() && !was.frozen() && newlyFrozen.size() < EXAMPLES) {
                newlyFrozen.add(past.orderId());
            }
            if (was.frozen() && !is.frozen() && noLongerFrozen.size() < EXAMPLES) {
                noLongerFrozen.add(past.orderId());
            }
        }

        private static Hindsight hindsight(List<Facts> shipments, RuleBook book, Policy policy, Instant end) {
            return Hindsight.of(
                    shipments,
                    book.rules(policy),
                    policy.businessDays(),
                    policy.detection().freezeAt(),
                    end);
        }

        Outcome outcome(UUID id, String code, Instant from, Instant to, boolean complete) {
            return new Outcome(
                    id, code, from, to, orders, complete, before.counts(), after.counts(), newlyFrozen, noLongerFrozen);
        }
    }

    private static final class Tally {
        private long frozen;
        private long cleared;
        private long fraud;
        private long released;
        private long undecided;
        private long missed;

        void add(Hindsight hindsight, @Nullable String verdict) {
            if (!hindsight.frozen()) {
                missed += FRAUD.equals(verdict) ? 1 : 0;
                return;
            }
            frozen++;
            cleared += hindsight.clearedAt() == null ? 0 : 1;
            if (verdict == null) {
                undecided++;
            } else if (verdict.equals(FRAUD)) {
                fraud++;
            } else {
                released++;
            }
        }

        Counts counts() {
            return new Counts(frozen, cleared, fraud, released, undecided, missed);
        }
    }
}
