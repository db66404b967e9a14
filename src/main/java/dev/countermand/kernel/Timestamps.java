package dev.countermand.kernel;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Moments as the database keeps them. */
public final class Timestamps {

    private Timestamps() {}

    /** The present, cut to the microseconds that PostgreSQL stores, so that what is written equals what is read. */
    public static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * When something happened that we are told of now, by whoever's clock: nobody tells of what has not happened, so a
     * time ahead of ours is now. Left as it is, it would be seen by nobody until it has come, and then nobody looks.
     */
    public static Instant asTold(Instant at, Instant now) {
        return at.isAfter(now) ? now : at;
    }
}
