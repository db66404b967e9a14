package dev.countermand.fraud.sweep;

import dev.countermand.fraud.judgement.Judgement;
import dev.countermand.fraud.judgement.Judgement.Consequence;

/** What a sweep counts. */
record SweepTally(long found, long frozen, long cleared) {

    static final SweepTally NOTHING = new SweepTally(0, 0, 0);

    static SweepTally of(Judgement judgement) {
        return new SweepTally(
                judgement.added().size(),
                judgement.consequence() == Consequence.FREEZE ? 1 : 0,
                judgement.cleared().size());
    }

    SweepTally plus(SweepTally other) {
        return new SweepTally(found + other.found, frozen + other.frozen, cleared + other.cleared);
    }
}
