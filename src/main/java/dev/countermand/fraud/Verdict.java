package dev.countermand.fraud;

import java.util.Map;

/**
 * What the findings of an order come to.
 *
 * @param score the weights of its signals together, at most 100; a signal on two parcels of one order counts once
 * @param freeze whether that is enough to freeze the order (A25); below it the findings are kept and watched
 */
public record Verdict(int score, boolean freeze) {

    static final int MOST = 100;

    /**
     * @param weights by detector
     * @param freezeAt from the policy
     */
    static Verdict of(Map<String, Integer> weights, int freezeAt) {
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        int score = Math.min(sum, MOST);
        return new Verdict(score, !weights.isEmpty() && score >= freezeAt);
    }
}
