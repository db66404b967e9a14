package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The detectors there are. */
public final class Detectors {

    /** In the order of rules F. */
    public static final List<Detector> ALL = List.of(
            new NoCarrierMovement(),
            new ShippedToBlock(),
            new NumberReused(),
            new NumberInvalid(),
            new ScanBeforeOrder(),
            new WrongDestination(),
            new ImpossibleSpeed(),
            new ForeignShipper(),
            new WrongOrigin(),
            new EvidenceReused(),
            new SellerPattern(),
            new CoercedReason());

    private static final Map<String, Detector> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Detector::code, Function.identity()));

    private Detectors() {}

    public static Optional<Detector> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Whether a first scan is why this signal is found no more. */
    public static boolean refutedByScan(String code) {
        return of(code).map(Detector::refutedByScan).orElse(false);
    }

    /** Whether its words tell totals that change without anything happening to the shipment. */
    public static boolean tellsTotals(String code) {
        return of(code).map(Detector::tellsTotals).orElse(false);
    }

    /** What they find about a shipment under these rules, in the order of the rules. */
    public static List<Finding> judge(Facts facts, List<Rule> rules, BusinessDays days) {
        return rules.stream()
                .map(rule -> judge(facts, rule, days))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What one of them finds. */
    public static Optional<Finding> judge(Facts facts, Rule rule, BusinessDays days) {
        Detector detector = known(rule);
        return detector.judge(facts, rule.thresholds(), days).map(evidence -> Finding.of(detector, rule, evidence));
    }

    /** When the next absence becomes a signal, if nothing happens until then; null when nothing is waited for. */
    public static @Nullable Instant nextDue(Facts facts, List<Rule> rules, BusinessDays days) {
        Instant next = null;
        for (Rule rule : rules) {
            Instant due = known(rule).due(facts, rule.thresholds(), days);
            if (due != null && due.isAfter(facts.asOf()) && (next == null || due.isBefore(next))) {
                next = due;
            }
        }
        return next;
    }

    private static Detector known(Rule rule) {
        return of(rule.code()).orElseThrow(() -> new IllegalArgumentException("No detector " + rule.code()));
    }
}
