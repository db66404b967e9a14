package dev.countermand.payment.refund;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a provider is asked about a refund of which nothing new is known (A22): soon at first, then after as long again
 * as it has been waited for, so that the time between two questions doubles up to a bound. Pure.
 *
 * @param first the shortest time between two questions
 * @param most the longest
 */
public record Asking(Duration first, Duration most) {

    public Asking {
        if (!first.isPositive() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("The time between two questions is more than nothing, and grows");
        }
    }

    /**
     * When it is asked for next.
     *
     * @param since when something was known last
     */
    public Instant next(Instant since, Instant now) {
        Duration waited = Duration.between(since, now);
        Duration wait = waited.compareTo(first) < 0 ? first : waited.compareTo(most) > 0 ? most : waited;
        return now.plus(wait);
    }
}
