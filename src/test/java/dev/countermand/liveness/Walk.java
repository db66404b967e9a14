package dev.countermand.liveness;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An order's life, as it can be lived again: what was ordered where, and who did what when. A shorter walk is the same
 * without some of its steps.
 *
 * @param name of the run and the order in it
 * @param seed of what is not in the steps: the basket, and what moderators decide
 * @param deciding whether moderators decide what stands before them
 */
record Walk(String name, long seed, String market, boolean deciding, List<Step> steps) {

    /** With the seeds of trials, this goes round the markets. */
    private static final int IMPORTED_ONE_IN = 16;

    /**
     * Somebody tries something.
     *
     * @param tick when, counted from the order's first day
     * @param pick which parcel, how many units, how much: what the act makes of it
     */
    record Step(int tick, Act act, int pick) {}

    Walk {
        steps = List.copyOf(steps);
    }

    /** Whether it begins with an order that is older than the service. */
    boolean imported() {
        return Math.floorMod(seed, IMPORTED_ONE_IN) == 5;
    }

    Walk with(List<Step> others) {
        return new Walk(name, seed, market, deciding, others);
    }

    List<Step> at(int tick) {
        return steps.stream().filter(step -> step.tick() == tick).toList();
    }

    @Override
    public String toString() {
        return name + " " + market + (deciding ? "" : ", moderators silent") + ": "
                + steps.stream()
                        .map(step -> step.tick() + ":" + step.act().name() + "(" + step.pick() + ")")
                        .collect(Collectors.joining(" "));
    }
}
