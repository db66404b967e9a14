package dev.countermand.policy.wording;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Figures as people say them. */
final class Spoken {

    private static final int MONTHS_A_YEAR = 12;

    private Spoken() {}

    /** {@code 20 days}, {@code 24 hours}, {@code 30 minutes}; a single day is said in hours. */
    static String of(Duration duration) {
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

    /** {@code 7 days}, {@code 3 months}. */
    static String of(Period period) {
        StringJoiner parts = new StringJoiner(" and ");
        long months = period.toTotalMonths();
        add(parts, months / MONTHS_A_YEAR, "year");
        add(parts, months % MONTHS_A_YEAR, "month");
        add(parts, period.getDays(), "day");
        return parts.toString();
    }

    /** {@code 5 business days}. */
    static String businessDays(int days) {
        return count(days, "business day");
    }

    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }

    /** {@code OUT_OF_STOCK} as {@code out of stock}. */
    static String name(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void add(StringJoiner parts, long number, String one) {
        if (number > 0) {
            parts.add(count(number, one));
        }
    }
}
