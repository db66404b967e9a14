package dev.countermand.policy.wording;

import dev.countermand.kernel.Wait;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Figures as people say them. */
final class Spoken {

    private static final int MONTHS_A_YEAR = 12;

    private Spoken() {}

    /** {@code 20 days}, {@code 24 hours}, {@code 3 business days}; a single day is said in hours. */
    static String of(Wait wait) {
        return wait.inWords();
    }

    static String of(Duration duration) {
        return Wait.of(duration).inWords();
    }

    /** {@code cn} as {@code China}; of a part of a country its code too. */
    static String country(String calendar) {
        int end = calendar.indexOf('-');
        String code = end < 0 ? calendar : calendar.substring(0, end);
        String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
        return end < 0 ? name : name + " (" + calendar + ")";
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
