package dev.countermand.simulation;

import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How good the detectors were in one market.
 *
 * @param signals by code, in the order of rules F
 * @param freezing of fraud, whatever led to it, at the policy's score {@code freezeAt}
 * @param hardNegatives honest orders with something about them that looks like fraud
 * @param daysToFreeze from declaration to freeze, of each fraud that was frozen, in rising order
 * @param dodges of each kind: frozen and all
 * @param traps honest orders of each kind: frozen and all
 * @param curve what freezing would be at another score, by score
 */
record Scores(
        Parameters parameters,
        int orders,
        int fraud,
        int hardNegatives,
        Map<String, Counts> signals,
        int freezeAt,
        Counts freezing,
        List<Double> daysToFreeze,
        Map<Dodge, Share> dodges,
        Map<Trap, Share> traps,
        Map<Integer, Counts> curve) {

    private static final int CURVE_STEP = 10;
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    /** Some of all. */
    record Share(int some, int all) {
        double share() {
            return all == 0 ? 0 : (double) some / all;
        }
    }

    static Scores of(Parameters parameters, List<Outcome> outcomes, int freezeAt) {
        Map<String, Counts> signals = new LinkedHashMap<>();
        for (Detector detector : Detectors.ALL) {
            String code = detector.code();
            signals.put(
                    code,
                    Counts.of(
                            outcomes,
                            outcome -> outcome.found().contains(code),
                            outcome -> outcome.order().truth.contains(code)));
        }
        Map<Dodge, Share> dodges = new LinkedHashMap<>();
        for (Dodge dodge : Dodge.values()) {
            dodges.put(dodge, frozen(outcomes, outcome -> outcome.order().dodge == dodge));
        }
        Map<Trap, Share> traps = new LinkedHashMap<>();
        for (Trap trap : Trap.values()) {
            traps.put(
                    trap,
                    frozen(
                            outcomes,
                            outcome -> honest(outcome) && outcome.order().traps.contains(trap)));
        }
        Map<Integer, Counts> curve = new LinkedHashMap<>();
        for (int score = CURVE_STEP; score <= 100; score += CURVE_STEP) {
            int at = score;
            curve.put(at, Counts.of(outcomes, outcome -> outcome.highestScore() >= at, Scores::fraud));
        }
        return new Scores(
                parameters,
                outcomes.size(),
                (int) outcomes.stream().filter(Scores::fraud).count(),
                (int) outcomes.stream()
                        .filter(outcome ->
                                honest(outcome) && !outcome.order().traps.isEmpty())
                        .count(),
                signals,
                freezeAt,
                Counts.of(outcomes, Outcome::frozen, Scores::fraud),
                daysToFreeze(outcomes),
                dodges,
                traps,
                curve);
    }

    Counts signal(String code) {
        return Objects.requireNonNull(signals.get(code), code);
    }

    Share frozen(Dodge dodge) {
        return Objects.requireNonNull(dodges.get(dodge));
    }

    Share frozen(Trap trap) {
        return Objects.requireNonNull(traps.get(trap));
    }

    private static boolean fraud(Outcome outcome) {
        return outcome.order().fraud();
    }

    private static boolean honest(Outcome outcome) {
        return !outcome.order().fraud();
    }

    private static Share frozen(List<Outcome> outcomes, Predicate<Outcome> which) {
        List<Outcome> all = outcomes.stream().filter(which).toList();
        return new Share((int) all.stream().filter(Outcome::frozen).count(), all.size());
    }

    private static List<Double> daysToFreeze(List<Outcome> outcomes) {
        List<Double> days = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.frozenAt() != null && fraud(outcome)) {
                Duration took = Duration.between(outcome.order().declaration().at(), outcome.frozenAt());
                days.add(took.toSeconds() / SECONDS_PER_DAY);
            }
        }
        Collections.sort(days);
        return days;
    }

    /** Half of the frauds that were frozen were so within this many days, for 0.5. */
    double daysToFreeze(double share) {
        return daysToFreeze.isEmpty() ? 0 : daysToFreeze.get((int) (share * (daysToFreeze.size() - 1)));
    }
}
