package dev.countermand.detector;

/**
 * The figures one detector judges an order under.
 *
 * @param version of what was set for the detector; 0 for what it is delivered with
 * @param shadow judged beside what counts, and counts for nothing itself
 * @param weight 0 to 100: what its finding adds to the score
 */
public record Rule(String code, int version, boolean shadow, int weight, Thresholds thresholds) {}
