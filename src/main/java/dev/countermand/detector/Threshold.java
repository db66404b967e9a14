package dev.countermand.detector;

import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Spoken;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A figure that a detector compares facts with.
 *
 * @param least and {@code most}: what is taken; of a duration, in hours
 * @param words what it means, for the people who set it
 * @param policyKey where a market's policy says it, if nobody else may: other decisions compare with it, too
 */
public record Threshold(
        String name,
        Kind kind,
        double least,
        double most,
        String words,
        @Nullable String policyKey) {

    /** How it is written in JSON. */
    public enum Kind {
        /** A whole number. */
        COUNT,
        /** A number. */
        DECIMAL,
        /** A text in ISO 8601, for example {@code PT72H} or {@code P120D}. */
        DURATION
    }

    static Threshold count(String name, int least, int most, String words) {
        return new Threshold(name, Kind.COUNT, least, most, words, null);
    }

    static Threshold decimal(String name, double least, double most, String words) {
        return new Threshold(name, Kind.DECIMAL, least, most, words, null);
    }

    static Threshold duration(String name, Duration least, Duration most, String words) {
        return new Threshold(name, Kind.DURATION, least.toHours(), most.toHours(), words, null);
    }

    /** The same, said by the market's policy and by nobody else. */
    Threshold onlyOf(String key) {
        return new Threshold(name, kind, least, most, words, key);
    }

    /** Whether it can be delivered and set with the detector; else the market's policy alone says it. */
    public boolean settable() {
        return policyKey == null;
    }

    /** Why this cannot be the value; empty when it can. */
    public Optional<String> faultOf(@Nullable Object value) {
        Double number = switch (kind) {
            case COUNT -> value instanceof Integer whole ? Double.valueOf(whole) : null;
            case DECIMAL -> value instanceof Number any ? Double.valueOf(any.doubleValue()) : null;
            case DURATION -> hours(value);
        };
        if (number == null) {
            return Optional.of(
                    switch (kind) {
                        case COUNT -> "must be a whole number";
                        case DECIMAL -> "must be a number";
                        case DURATION -> "must be a duration such as PT72H or P120D";
                    });
        }
        return number >= least && number <= most
                ? Optional.empty()
                : Optional.of("must be from " + inWords(least) + " to " + inWords(most));
    }

    private String inWords(double figure) {
        return switch (kind) {
            case COUNT -> String.valueOf((int) figure);
            case DECIMAL -> String.valueOf(figure);
            case DURATION -> Spoken.of(Duration.ofHours((long) figure));
        };
    }

    private static @Nullable Double hours(@Nullable Object value) {
        try {
            return value instanceof String text
                    ? Double.valueOf(Iso8601.duration(text).toMinutes() / 60.0)
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
