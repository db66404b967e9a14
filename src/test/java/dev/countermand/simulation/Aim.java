package dev.countermand.simulation;

import java.util.ArrayList;
import java.util.List;

/** What was promised, and what became of it. */
record Aim(String words, double figure, String bound, boolean holds) {

    static final double FREEZING_PRECISION = 0.95;
    static final double FREEZING_RECALL = 0.90;
    static final double HONEST_FROZEN_PER_THOUSAND = 1;
    static final double STARRED_PRECISION = 0.98;

    /** Between tuning set and hold-out, as a share. */
    static final double LOST = 0.03;

    /** Proof by themselves, as rules F mark them. */
    private static final List<String> STARRED = List.of("NUMBER_REUSED", "SCAN_BEFORE_ORDER");

    static List<Aim> of(Scores tuning, Scores holdOut) {
        Counts tuned = tuning.freezing();
        Counts held = holdOut.freezing();
        List<Aim> aims = new ArrayList<>();
        aims.add(atLeast("precision of freezing, hold-out", held.precision(), FREEZING_PRECISION));
        aims.add(atLeast("recall of freezing, hold-out", held.recall(), FREEZING_RECALL));
        aims.add(atMost(
                "honest orders frozen per 1,000, hold-out",
                held.falsePositivesPerThousand(),
                HONEST_FROZEN_PER_THOUSAND));
        aims.add(atMost("precision lost from tuning set to hold-out", tuned.precision() - held.precision(), LOST));
        aims.add(atMost("recall lost from tuning set to hold-out", tuned.recall() - held.recall(), LOST));
        for (String code : STARRED) {
            aims.add(atLeast(
                    "precision of " + code + ", hold-out", holdOut.signal(code).precision(), STARRED_PRECISION));
        }
        return aims;
    }

    private static Aim atLeast(String words, double figure, double bound) {
        return new Aim(words, figure, "at least " + bound, figure >= bound);
    }

    private static Aim atMost(String words, double figure, double bound) {
        return new Aim(words, figure, "at most " + bound, figure <= bound);
    }
}
