package dev.countermand.detector.rule;

import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import dev.countermand.detector.Rule;
import dev.countermand.detector.Thresholds;
import dev.countermand.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures that detectors judge under, at one time. Three layers, the later ones first: what was set for the detector,
 * what the market's policy says (F1 to F3), what the detector is delivered with ({@code detectors.yaml}). What other
 * decisions compare with, too, the policy says alone (F5).
 */
public final class RuleBook {

    private static final Map<String, Setting> DELIVERED = DetectorDocument.read();

    private final Map<String, Setting> current;
    private final Map<String, Setting> candidates;
    private final Map<String, List<Rule>> made = new ConcurrentHashMap<>();

    /**
     * @param current what is set, by code; what is delivered where nothing is
     * @param candidates what is judged beside it and counts for nothing, by code
     */
    public RuleBook(Map<String, Setting> current, Map<String, Setting> candidates) {
        this.current = Map.copyOf(current);
        this.candidates = Map.copyOf(candidates);
    }

    /** Nothing but what is delivered. */
    public static RuleBook delivered() {
        return new RuleBook(Map.of(), Map.of());
    }

    /** What is set for a detector now. */
    public Setting current(String code) {
        return current.getOrDefault(code, Objects.requireNonNull(DELIVERED.get(code), code));
    }

    public @Nullable Setting candidate(String code) {
        return candidates.get(code);
    }

    /** The same with other figures for one detector. */
    public RuleBook with(String code, Setting setting) {
        Map<String, Setting> changed = new HashMap<>(current);
        changed.put(code, setting);
        return new RuleBook(changed, candidates);
    }

    /** The rules of a market, in the order of rules F, without what is off. Made once: a sweep asks for every order. */
    public List<Rule> rules(Policy policy) {
        return made.computeIfAbsent(policy.name() + " " + policy.version(), ignored -> List.copyOf(make(policy)));
    }

    private List<Rule> make(Policy policy) {
        List<Rule> rules = new ArrayList<>();
        for (Detector detector : Detectors.ALL) {
            Setting setting = current(detector.code());
            if (setting.mode() != Mode.OFF) {
                rules.add(rule(detector.code(), setting, setting.mode() == Mode.SHADOW, policy));
            }
            Setting candidate = candidates.get(detector.code());
            if (candidate != null) {
                rules.add(rule(detector.code(), candidate, true, policy));
            }
        }
        return rules;
    }

    /** One setting as it is for a market; for no market in particular when none is given. */
    public static Rule rule(String code, Setting setting, boolean shadow, @Nullable Policy policy) {
        Setting delivered = Objects.requireNonNull(DELIVERED.get(code), code);
        Setting market = policy == null ? null : MarketFigures.of(code, policy);
        Thresholds thresholds = Thresholds.of(delivered.thresholds());
        Integer weight = delivered.weight();
        if (market != null) {
            thresholds = thresholds.with(market.thresholds());
            weight = market.weight() == null ? weight : market.weight();
        }
        // What is delivered stands below the policy; only what somebody has set goes before it.
        if (setting.version() > 0) {
            thresholds = thresholds.with(settable(code, setting));
            weight = setting.weight() == null ? weight : setting.weight();
        }
        return new Rule(code, setting.version(), shadow, Objects.requireNonNull(weight), thresholds);
    }

    /** What was set once for a threshold that is the policies' alone by now counts no more. */
    private static Map<String, Object> settable(String code, Setting setting) {
        Map<String, Object> settable = new HashMap<>(setting.thresholds());
        Detectors.of(code).map(Detector::thresholds).orElse(List.of()).stream()
                .filter(threshold -> !threshold.settable())
                .forEach(threshold -> settable.remove(threshold.name()));
        return settable;
    }
}
