package dev.countermand.order.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * P7: random histories of orders with up to three parcels, then silence. In every state that is no end something is due, and
 * what is due brings every order to an end. {@code -Dprogress.histories=} says how many.
 */
@NullUnmarked
class HistoriesTest {

    private static final int HISTORIES = Integer.getInteger("progress.histories", 1_000_000);
    private static final int MOST_ACTS = 12;

    /** What is left to fire after an order was left alone: no parcel has more than four things to wait for. */
    private static final int MOST_SILENCE = 30;

    @Test
    void everyHistoryComesToAnEnd() {
        long ended = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            if (!lived(seed, null)) {
                StringBuilder told = new StringBuilder();
                lived(seed, told);
                throw new AssertionError("History " + seed + " does not end:\n" + told);
            }
            ended++;
        }
        assertThat(ended).isEqualTo(HISTORIES);
    }

    /** The walk is worth something only if it gets everywhere. */
    @Test
    void historiesReachEveryState() {
        RandomHistory.Seen seen = new RandomHistory.Seen();
        for (int seed = 0; seed < 20_000; seed++) {
            RandomHistory history = new RandomHistory(seed, null);
            for (int act = 0; act < MOST_ACTS && history.goesOn(); act++) {
                history.act();
                history.note(seen);
            }
        }
        assertThat(seen.states()).containsExactlyInAnyOrder(ParcelState.values());
        assertThat(seen.kinds()).containsAll(Owed.KINDS);
    }

    private static boolean lived(int seed, StringBuilder told) {
        RandomHistory history = new RandomHistory(seed, told);
        for (int act = 0; act < MOST_ACTS && history.goesOn(); act++) {
            history.act();
            if (history.forgotten()) {
                return false;
            }
        }
        history.settleDispute();
        for (int step = 0; step < MOST_SILENCE && history.goesOn(); step++) {
            if (history.forgotten()) {
                return false;
            }
            history.silence();
        }
        return !history.goesOn();
    }
}
