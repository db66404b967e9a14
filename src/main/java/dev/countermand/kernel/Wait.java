package dev.countermand.kernel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long somebody waits: exact time, or business days of a market (M). {@code P3BD} are three business days; everything
 * else is written as a duration of ISO 8601, such as {@code P20D} or {@code PT24H}.
 */
public sealed interface Wait {

    /** The moment at which it has passed. Business days are counted by the market's calendar, at the same time of day. */
    Instant after(Instant from, BusinessDays calendar);

    /** It never takes less than this; what is exact takes just this. */
    Duration atLeast();

    /** {@code 20 days}, {@code 24 hours}, {@code 3 business days}. */
    String inWords();

    /** As a document writes it. */
    @Override
    String toString();

    /** Whether it certainly takes as long as the other one, or longer. */
    default boolean neverShorterThan(Wait other) {
        return switch (other) {
            case Exact exact -> atLeast().compareTo(exact.duration()) >= 0;
            case Working working -> this instanceof Working(int days) && days >= working.days();
        };
    }

    /** Whether it certainly takes longer than the other one. */
    default boolean longerThan(Wait other) {
        return switch (other) {
            case Exact exact -> atLeast().compareTo(exact.duration()) > 0;
            case Working working -> this instanceof Working(int days) && days > working.days();
        };
    }

    /** Exact time. */
    static Wait of(Duration duration) {
        return new Exact(duration);
    }

    /**
     * @throws DateTimeException if it is neither; also for a day less an hour, which is more often a slip than meant
     */
    static Wait parse(String text) {
        Matcher working = Working.WRITTEN.matcher(text);
        if (working.matches()) {
            return new Working(Integer.parseInt(working.group(1)));
        }
        Duration duration = Duration.parse(text);
        if (duration.isPositive() && text.contains("-")) {
            throw new DateTimeException("mixed signs");
        }
        return new Exact(duration);
    }

    /**
     * So many hours and minutes, whatever day it is.
     *
     * @param duration may be nothing or less: whoever takes it says what it must be
     */
    record Exact(Duration duration) implements Wait {

        @Override
        public Instant after(Instant from, BusinessDays calendar) {
            return from.plus(duration);
        }

        @Override
        public Duration atLeast() {
            return duration;
        }

        /** A single day is said in hours. */
        @Override
        public String inWords() {
            return Spoken.of(duration);
        }

        /** Java would write 20 days as 480 hours. */
        @Override
        public String toString() {
            boolean wholeDays = duration.equals(Duration.ofDays(duration.toDays()));
            return wholeDays && duration.toDays() > 1 ? "P" + duration.toDays() + "D" : duration.toString();
        }
    }

    /**
     * So many business days.
     *
     * @param days whoever takes it says how many they may be
     */
    record Working(int days) implements Wait {

        /** Six digits are more than any calendar counts, and fit. */
        private static final Pattern WRITTEN = Pattern.compile("P(\\d{1,6})BD");

        @Override
        public Instant after(Instant from, BusinessDays calendar) {
            return calendar.plus(from, days);
        }

        @Override
        public Duration atLeast() {
            return Duration.ofDays(days);
        }

        @Override
        public String inWords() {
            return Spoken.businessDays(days);
        }

        @Override
        public String toString() {
            return "P" + days + "BD";
        }
    }
}
