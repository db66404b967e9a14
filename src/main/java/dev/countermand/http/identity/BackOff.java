package dev.countermand.http.identity;

import java.time.Duration;
import java.time.Instant;

/** When to try again: at once, then after twice as long each time, up to the longest wait. */
final class BackOff {

    private final Duration longest;

    private Instant due = Instant.EPOCH;
    private Duration wait;

    BackOff(Duration first, Duration longest) {
        this.longest = longest;
        this.wait = first;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    /** It was tried in vain; says how long to wait now. */
    Duration failed(Instant now) {
        Duration waiting = wait;
        due = now.plus(waiting);
        wait = waiting.multipliedBy(2).compareTo(longest) < 0 ? waiting.multipliedBy(2) : longest;
        return waiting;
    }
}
