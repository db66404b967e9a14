package dev.countermand.fraud;

import dev.countermand.fraud.Judgement.Consequence;
import java.util.Set;
import java.util.UUID;

/** What a sweep counts. */
record SweepTally(long found, long frozen, long cleared) {

    static final SweepTally NOTHING = new SweepTally(0, 0, 0);

    static SweepTally of(Judgement judgement) {
        return new SweepTally(
                judgement.added().size(),
                judgement.consequence() == Consequence.FREEZE ? 1 : 0,
                judgement.cleared().size());
    }

    /**
     * The share of a page, for a dry run: it changes nothing, so an order whose shipments lie on two pages is judged the
     * same on both, and must not count twice.
     */
    static SweepTally of(Judgement judgement, Set<UUID> page) {
        boolean frozenHere = judgement.consequence() == Consequence.FREEZE
                && !judgement.added().isEmpty()
                && page.contains(judgement.added().getFirst().shipmentId());
        return new SweepTally(
                judgement.added().stream()
                        .filter(found -> page.contains(found.shipmentId()))
                        .count(),
                frozenHere ? 1 : 0,
                judgement.cleared().stream()
                        .filter(gone -> page.contains(gone.finding().shipmentId()))
                        .count());
    }

    SweepTally plus(SweepTally other) {
        return new SweepTally(found + other.found, frozen + other.frozen, cleared + other.cleared);
    }
}
