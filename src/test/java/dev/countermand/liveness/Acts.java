package dev.countermand.liveness;

import dev.countermand.liveness.Walk.Step;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** All acts of all parties, and which one comes next. */
final class Acts {

    static final List<Act> ALL = Stream.of(
                    BuyerActs.ALL,
                    SellerActs.ALL,
                    ShopActs.ALL,
                    CarrierActs.ALL,
                    StaffActs.ALL,
                    MoneyActs.ALL,
                    NewsActs.ALL)
            .flatMap(List::stream)
            .toList();

    /** What makes no sense as the order is is tried, too. */
    private static final double OUT_OF_PLACE = 0.08;

    private static final int PICKS = 10_000;

    private Acts() {}

    static Act named(String name) {
        return ALL.stream()
                .filter(act -> act.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no act is called " + name));
    }

    /** What is tried now. */
    static Step choose(int tick, Snapshot order, Random dice) {
        List<Act> fitting = dice.nextDouble() < OUT_OF_PLACE
                ? ALL
                : ALL.stream().filter(act -> act.fits().test(order)).toList();
        List<Act> among = fitting.isEmpty() ? ALL : fitting;
        int place = dice.nextInt(among.stream().mapToInt(Act::weight).sum());
        for (Act act : among) {
            place -= act.weight();
            if (place < 0) {
                return new Step(tick, act, dice.nextInt(PICKS));
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }
}
