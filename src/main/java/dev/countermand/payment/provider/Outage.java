package dev.countermand.payment.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a provider fails: one line when that begins and one when it has ended, however many calls are about it meanwhile. Those
 * of one who fails now and then come no closer together than {@link #PAUSE}. The time is the caller's, in nanoseconds from
 * anywhere.
 */
final class Outage {

    static final Duration PAUSE = Duration.ofMinutes(1);

    private final String provider;
    private boolean away;
    private boolean told;
    private long failed;
    private long lastNanos;

    Outage(String provider) {
        this.provider = provider;
    }

    /** A call has failed; gives the line to write now, if any. */
    synchronized Optional<String> failed(String why, long nowNanos) {
        failed++;
        if (away) {
            return Optional.empty();
        }
        boolean soon = told && nowNanos - lastNanos < PAUSE.toNanos();
        if (soon) {
            return Optional.empty();
        }
        away = true;
        told = true;
        lastNanos = nowNanos;
        return Optional.of(provider + " has failed: " + why
                + "; its calls are made again later, and what fails of them until it answers has no line of its own");
    }

    /** A call was answered; gives the line to write now, if any. */
    synchronized Optional<String> answered() {
        if (!away) {
            return Optional.empty();
        }
        long calls = failed;
        away = false;
        failed = 0;
        return Optional.of(provider + " answers again; failed calls until then: " + calls);
    }
}
