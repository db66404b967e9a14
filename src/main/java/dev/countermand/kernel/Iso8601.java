package dev.countermand.kernel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Times, days and durations as the contract writes them, and in no other form: {@code 20270429} is no time, {@code 86400}
 * no duration, and a time is no day. Java's own readers take more, and some of it for what was never meant.
 */
public final class Iso8601 {

    /** What is said to whoever wrote a time otherwise. */
    public static final String INSTANT_MESSAGE =
            "must be a time as in RFC 3339 of the years 1970 to 2999, for example 2026-01-31T12:00:00Z";

    /** The same of a day. */
    public static final String DATE_MESSAGE =
            "must be a day as in ISO 8601 of the years 1970 to 2999, without a time, for example 2026-01-31";

    /** The same of a duration. */
    public static final String DURATION_MESSAGE =
            "must be a duration of days, hours, minutes and seconds as in ISO 8601, for example P3D or PT90M";

    private static final Pattern INSTANT = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DURATION =
            Pattern.compile("P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,9})?S)?)?");

    /** Nothing that this service hears of happened before. */
    private static final LocalDate FIRST = LocalDate.EPOCH;

    /** Nor will it happen after. */
    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    private Iso8601() {}

    /**
     * A time of RFC 3339, with its offset and its seconds.
     *
     * @throws DateTimeException when it is none, or not of the years 1970 to 2999
     */
    public static Instant instant(String text) {
        Instant time = OffsetDateTime.parse(in(INSTANT, text)).toInstant();
        known(LocalDate.ofInstant(time, ZoneOffset.UTC));
        return time;
    }

    /**
     * A day, {@code 2026-01-31}.
     *
     * @throws DateTimeException when it is none (a time of that day is none either), or not of the years 1970 to 2999
     */
    public static LocalDate date(String text) {
        return known(LocalDate.parse(in(DATE, text)));
    }

    /**
     * A duration, {@code P3D} or {@code PT1H30M}; never negative.
     *
     * @throws DateTimeException when it is none
     */
    public static Duration duration(String text) {
        try {
            return Duration.parse(in(DURATION, text));
        } catch (ArithmeticException e) {
            throw new DateTimeException("too long", e);
        }
    }

    private static LocalDate known(LocalDate date) {
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw new DateTimeException("outside of the years 1970 to 2999");
        }
        return date;
    }

    private static String in(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new DateTimeException("not as the contract writes it");
        }
        return text;
    }
}
