package dev.countermand.simulation;

import java.util.List;
import java.util.function.Predicate;

/** How often something was said and true. */
record Counts(int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {

    static Counts of(List<Outcome> outcomes, Predicate<Outcome> said, Predicate<Outcome> isTrue) {
        int[] counts = new int[4];
        for (Outcome outcome : outcomes) {
            boolean positive = said.test(outcome);
            boolean real = isTrue.test(outcome);
            counts[(positive ? 0 : 2) + (positive == real ? 0 : 1)]++;
        }
        return new Counts(counts[0], counts[1], counts[3], counts[2]);
    }

    /** Of what was said, how much is true; 1 when nothing was said. */
    double precision() {
        int said = truePositives + falsePositives;
        return said == 0 ? 1 : (double) truePositives / said;
    }

    /** Of what is true, how much was said; 1 when there was nothing to say. */
    double recall() {
        int real = truePositives + falseNegatives;
        return real == 0 ? 1 : (double) truePositives / real;
    }

    double falsePositivesPerThousand() {
        int honest = falsePositives + trueNegatives;
        return honest == 0 ? 0 : 1_000.0 * falsePositives / honest;
    }
}
