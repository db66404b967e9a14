package dev.countermand.detector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the findings of an order come to.
 *
 * @param score what its signals count together, at most 100
 * @param freezeAt the score from which on an order is frozen (A25), from the policy
 * @param counted the signals, the heaviest first, with what each counted
 */
public record Verdict(int score, int freezeAt, List<Counted> counted) {

    static final int MOST = 100;

    /** What follows. */
    public enum Level {
        /** No signal. */
        NOTHING,
        /** Signals, but not enough: kept and watched. */
        WATCH,
        /** A25: the order is frozen and put before a moderator. */
        FREEZE
    }

    /**
     * One signal.
     *
     * @param weight what its finding weighs; on two parcels of one order, the heavier of the two
     * @param counted what of it was counted before the score was full
     */
    public record Counted(String code, int weight, int counted) {}

    public Verdict {
        counted = List.copyOf(counted);
    }

    /**
     * @param weights by detector
     * @param freezeAt from the policy
     */
    public static Verdict of(Map<String, Integer> weights, int freezeAt) {
        List<Counted> counted = new ArrayList<>();
        int score = 0;
        List<Map.Entry<String, Integer>> heaviestFirst = weights.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        for (Map.Entry<String, Integer> signal : heaviestFirst) {
            int counts = Math.min(signal.getValue(), MOST - score);
            counted.add(new Counted(signal.getKey(), signal.getValue(), counts));
            score += counts;
        }
        return new Verdict(score, freezeAt, counted);
    }

    public Level level() {
        if (counted.isEmpty()) {
            return Level.NOTHING;
        }
        return score >= freezeAt ? Level.FREEZE : Level.WATCH;
    }

    public boolean freeze() {
        return level() == Level.FREEZE;
    }
}
