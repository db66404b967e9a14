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
}
