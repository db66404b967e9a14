package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What would have become of an order under given rules: its shipments are judged again at every moment at which they would
 * have been judged, each time with no more than had happened by then. When a carrier told of a scan is not kept, so a scan
 * that was told late is seen when it was made; nor what a seller's and a market's totals were, which are taken as they are
 * now.
 *
 * @param frozenAt when it would have been frozen first (A25); null when never
 * @param clearedAt when nothing stood against it any more, if it was frozen before
 * @param highest the highest verdict it ever had
 */
public record Hindsight(
        @Nullable Instant frozenAt, @Nullable Instant clearedAt, Verdict highest) {

    /** More moments than these tell nothing new; an order with so many is somebody's test. */
    private static final int MOMENTS_AT_MOST = 200;

    public boolean frozen() {
        return frozenAt != null;
    }

    /**
     * @param shipments of one order, as they are known at the end
     * @param end when the order ended, or now
     */
    public static Hindsight of(List<Facts> shipments, List<Rule> rules, BusinessDays days, int freezeAt, Instant end) {
        TreeSet<Instant> moments = new TreeSet<>();
        shipments.forEach(facts -> moments.addAll(FactsThen.moments(facts)));
        Instant frozenAt = null;
        Instant clearedAt = null;
        Verdict highest = Verdict.of(Map.of(), freezeAt);
        int judged = 0;
        for (Instant now = first(moments);
                now != null && judged < MOMENTS_AT_MOST;
                now = moments.higher(now), judged++) {
            if (now.isAfter(end)) {
                break;
            }
            Verdict verdict = verdictAt(now, shipments, rules, days, freezeAt, moments);
            if (verdict.score() > highest.score()) {
                highest = verdict;
            }
            if (frozenAt == null && verdict.freeze()) {
                frozenAt = now;
            } else if (frozenAt != null && clearedAt == null && verdict.level() == Verdict.Level.NOTHING) {
                clearedAt = now;
            }
        }
        return new Hindsight(frozenAt, clearedAt, highest);
    }

    private static @Nullable Instant first(TreeSet<Instant> moments) {
        return moments.isEmpty() ? null : moments.first();
    }

    /** Also adds the moments at which what is missing now becomes a signal. */
    private static Verdict verdictAt(
            Instant now,
            List<Facts> shipments,
            List<Rule> rules,
            BusinessDays days,
            int freezeAt,
            TreeSet<Instant> moments) {
        Map<String, Integer> weights = new HashMap<>();
        for (Facts facts : shipments) {
            if (facts.declaredAt().isAfter(now)) {
                continue;
            }
            Facts then = FactsThen.of(facts, now);
            for (Finding finding : Detectors.judge(then, rules, days)) {
                if (!finding.shadow()) {
                    weights.merge(finding.code(), finding.weight(), Math::max);
                }
            }
            Instant due = Detectors.nextDue(then, rules, days);
            if (due != null) {
                moments.add(due);
            }
        }
        return Verdict.of(weights, freezeAt);
    }
}
