package dev.countermand.liveness;

import dev.countermand.liveness.Walk.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Orders that live beside each other under one clock: some weeks in which everybody acts, then silence. */
final class Town {

    /** Of acts. */
    static final int TICKS = 24;

    /** Silence: 500 days, in steps that grow. */
    private static final List<Duration> SILENCE = silence();

    private static final List<Duration> PACES = List.of(
            Duration.ofMinutes(20),
            Duration.ofHours(5),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(4),
            Duration.ofDays(9));
    private static final double ACTS_OF_AN_ENDED_ONE = 0.2;
    private static final double QUIET = 0.3;

    /** Of so many buyers one never comes back to pay (A1); the first number that a seed gives would say nothing. */
    private static final int UNPAYING = 25;

    private static final int MOST_ACTS_AT_A_TICK = 2;

    /** Ticks from one sweep to the next. */
    private static final int SWEEP_EVERY = 6;

    private final Service service;
    private final List<Duration> paces;
    private final Timing timing = new Timing();

    /**
     * One town.
     *
     * @param seed of how long the ticks are
     */
    Town(Service service, long seed) {
        this.service = service;
        Random dice = new Random(seed);
        this.paces = dice.ints(TICKS, 0, PACES.size()).mapToObj(PACES::get).toList();
    }

    /** New orders, whose walks are made up on the way. */
    List<Life> wander(List<Walk> beginnings) {
        Map<Life, Random> dice = new ConcurrentHashMap<>();
        return live(beginnings, (life, tick) -> {
            Random its = dice.computeIfAbsent(life, one -> new Random(one.walk().seed()));
            int acts = its.nextDouble() < QUIET ? 0 : 1 + its.nextInt(MOST_ACTS_AT_A_TICK);
            Snapshot seen = null;
            for (int i = 0; i < acts; i++) {
                if (life.seenEnded() && its.nextDouble() >= ACTS_OF_AN_ENDED_ONE) {
                    return;
                }
                Snapshot order = seen == null ? life.look() : seen;
                if (order.unpaid() && life.walk().seed() % UNPAYING == 0) {
                    return;
                }
                // What was refused has changed nothing that somebody would have to look at again.
                seen = life.live(Acts.choose(tick, order, its), order) ? null : order;
            }
        });
    }

    /** New orders, which live these walks. */
    List<Life> repeat(List<Walk> walks) {
        return live(walks, (life, tick) -> {
            for (Step step : life.walk().at(tick)) {
                life.live(step, life.look());
            }
        });
    }

    private List<Life> live(List<Walk> walks, BiConsumer<Life, Integer> acts) {
        List<Life> lives = new ArrayList<>();
        walks.forEach(walk -> lives.add(new Life(service, walk)));
        timing.of("placing", () -> Beside.each(lives, Life::begin));
        for (int tick = 0; tick < TICKS; tick++) {
            int present = tick;
            timing.of("acts", () -> Beside.each(lives, life -> acts.accept(life, present)));
            timing.of("time between acts", () -> service.advance(paces.get(present)));
            if (tick % SWEEP_EVERY == 0) {
                timing.of("sweeps", service::sweep);
            }
        }
        for (Duration step : SILENCE) {
            timing.of("decisions", () -> Moderators.decideAll(service, lives));
            timing.of("silence", () -> service.advance(step));
        }
        return lives;
    }

    /** Since this town began. */
    Timing timing() {
        return timing;
    }

    private static List<Duration> silence() {
        List<Duration> steps = new ArrayList<>();
        int days = 0;
        for (int step = 1; days < 500; step++) {
            int next = Math.min(500 - days, 1 + step / 2);
            steps.add(Duration.ofDays(next));
            days += next;
        }
        return steps;
    }
}
