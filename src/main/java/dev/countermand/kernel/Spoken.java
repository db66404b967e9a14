package dev.countermand.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Figures, times and lists as people say them: the one place where a sentence gets them from. */
public final class Spoken {

    private static final int MONTHS_A_YEAR = 12;

    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private Spoken() {}

    /** {@code 2026-01-31 12:00 UTC}. */
    public static String at(Instant moment) {
        return at(moment, ZoneOffset.UTC);
    }

    /** The same by the clocks of a market: {@code 2026-01-31 15:00 Europe/Moscow}. */
    public static String at(Instant moment, ZoneId zone) {
        String where = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        return TO_THE_MINUTE.format(moment.atZone(zone)) + " " + where;
    }

    /** {@code 20 days}, {@code 24 hours}, {@code 30 minutes}; a single day is said in hours. */
    public static String of(Duration duration) {
        if (duration.toSeconds() == 0) {
            return duration.isZero() ? "no time" : "less than a second";
        }
        long days = duration.toDays();
        if (days > 1 && duration.equals(Duration.ofDays(days))) {
            return count(days, "day");
        }
        StringJoiner parts = new StringJoiner(" and ");
        long dayHours = days > 1 ? days : 0;
        if (dayHours > 0) {
            parts.add(count(dayHours, "day"));
        }
        Duration rest = duration.minusDays(dayHours);
        add(parts, rest.toHours(), "hour");
        add(parts, rest.toMinutesPart(), "minute");
        add(parts, rest.toSecondsPart(), "second");
        return parts.toString();
    }

    /** {@code 20 days}, {@code 3 business days}. */
    public static String of(Wait wait) {
        return wait.inWords();
    }

    /** {@code cn} as {@code China}; of a part of a country its code too. */
    public static String country(String calendar) {
        int end = calendar.indexOf('-');
        String code = end < 0 ? calendar : calendar.substring(0, end);
        String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
        return end < 0 ? name : name + " (" + calendar + ")";
    }

    /** {@code 7 days}, {@code 3 months}. */
    public static String of(Period period) {
        StringJoiner parts = new StringJoiner(" and ");
        long months = period.toTotalMonths();
        add(parts, months / MONTHS_A_YEAR, "year");
        add(parts, months % MONTHS_A_YEAR, "month");
        add(parts, period.getDays(), "day");
        return parts.toString();
    }

    /** A length in the largest unit that says enough: {@code 3 days} of three days and five hours. */
    public static String roughly(Duration span) {
        Duration length = span.abs();
        if (length.toDays() >= 2) {
            return count(length.toDays(), "day");
        }
        if (length.toHours() >= 2) {
            return of(length.truncatedTo(ChronoUnit.MINUTES));
        }
        if (length.toMinutes() >= 2) {
            return count(length.toMinutes(), "minute");
        }
        return length.toSeconds() >= 60 ? "a minute" : "less than a minute";
    }

    /** Days, and those that follow each other as a span: {@code 2026-01-01 to 2026-01-05}. */
    public static String days(List<LocalDate> days) {
        LocalDate first = days.getFirst();
        LocalDate last = days.getLast();
        boolean span = days.size() > 2 && ChronoUnit.DAYS.between(first, last) == days.size() - 1;
        return span
                ? first + " to " + last
                : days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
    }

    /** {@code 5 business days}. */
    public static String businessDays(int days) {
        return count(days, "business day");
    }

    public static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String list(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }

    /** The values of an enumeration as the contract writes them: {@code RED, GREEN}. */
    public static String valuesOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** {@code OUT_OF_STOCK} as {@code out of stock}. */
    public static String name(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The same of a constant. */
    public static String name(Enum<?> constant) {
        return name(constant.name());
    }

    private static void add(StringJoiner parts, long number, String one) {
        if (number > 0) {
            parts.add(count(number, one));
        }
    }
}
