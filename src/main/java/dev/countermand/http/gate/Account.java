package dev.countermand.http.gate;

import java.util.OptionalInt;

/**
 * What one caller has left: a bucket that fills at a steady rate and from which each call takes one, and places for
 * calls that are under way.
 */
final class Account {

    /** A bucket holds what comes in within so many seconds, so short bursts pass. */
    static final int BURST_SECONDS = 5;

    private static final int ALL_PLACES_TAKEN_RETRY_SECONDS = 1;

    /**
     * How much a caller may.
     *
     * @param rate calls a second
     * @param atOnce calls under way
     */
    record Terms(int rate, int atOnce) {
        Terms {
            if (rate < 1 || atOnce < 1) {
                throw new IllegalArgumentException("A caller must be allowed at least one call a second and at once");
            }
        }

        private double most() {
            return (double) rate * BURST_SECONDS;
        }
    }

    private final Terms terms;
    private double left;
    private long filledAt;
    private int underWay;

    Account(Terms terms, long nowMillis) {
        this.terms = terms;
        this.left = terms.most();
        this.filledAt = nowMillis;
    }

    /** Takes one call and a place for it; else says after how many seconds another try is worthwhile. */
    synchronized OptionalInt enter(long nowMillis) {
        fill(nowMillis);
        if (underWay >= terms.atOnce()) {
            return OptionalInt.of(ALL_PLACES_TAKEN_RETRY_SECONDS);
        }
        if (left < 1) {
            return OptionalInt.of((int) Math.ceil((1 - left) / terms.rate()));
        }
        left--;
        underWay++;
        return OptionalInt.empty();
    }

    /** The call has ended. */
    synchronized void leave() {
        underWay--;
    }

    /** The call was somebody else's: it is not counted here. */
    synchronized void leaveUncounted() {
        underWay--;
        left = Math.min(terms.most(), left + 1);
    }

    private void fill(long nowMillis) {
        long since = Math.max(0, nowMillis - filledAt);
        left = Math.min(terms.most(), left + since * terms.rate() / 1_000.0);
        filledAt = nowMillis;
    }
}
