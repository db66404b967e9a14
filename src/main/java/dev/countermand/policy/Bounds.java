package dev.countermand.policy;

import dev.countermand.kernel.Wait;
import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** What a figure must be; the reason begins with its name, by which its place in the document is found. */
final class Bounds {

    /** Longer is a slip of the pen: no rule waits for years. */
    static final int MOST_YEARS = 10;

    /** Business days are counted one by one; longer is a slip, too. */
    static final int MOST_BUSINESS_DAYS = 60;

    private Bounds() {}

    /** A key with nothing behind it is as good as none. */
    static void given(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must be given");
        }
    }

    static void positive(@Nullable Duration value, String name) {
        if (value == null || !value.isPositive()) {
            throw new IllegalArgumentException(name + " must be longer than zero");
        }
        if (value.compareTo(Duration.ofDays(366L * MOST_YEARS)) > 0) {
            throw new IllegalArgumentException(name + " must not be longer than " + MOST_YEARS + " years");
        }
    }

    /** Business days are counted one by one, and are limited as {@link #countable}. */
    static void positive(@Nullable Wait value, String name) {
        switch (value) {
            case null -> throw new IllegalArgumentException(name + " must be longer than zero");
            case Wait.Exact exact -> positive(exact.duration(), name);
            case Wait.Working working -> {
                if (working.days() == 0) {
                    throw new IllegalArgumentException(name + " must be longer than zero");
                }
                if (working.days() > MOST_BUSINESS_DAYS) {
                    throw new IllegalArgumentException(
                            name + " must not be more than " + MOST_BUSINESS_DAYS + " business days");
                }
            }
        }
    }

    static void positive(@Nullable Period value, String name) {
        if (value == null || value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than zero");
        }
        if (value.toTotalMonths() > 12L * MOST_YEARS || value.getDays() > 366 * MOST_YEARS) {
            throw new IllegalArgumentException(name + " must not be longer than " + MOST_YEARS + " years");
        }
    }

    static void countable(int value, String name) {
        positive(value, name);
        if (value > MOST_BUSINESS_DAYS) {
            throw new IllegalArgumentException(name + " must not be more than " + MOST_BUSINESS_DAYS);
        }
    }

    static void positive(int value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be more than zero");
        }
    }

    static void atMost(int value, int most, String name) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " must be from 0 to " + most);
        }
    }

    static void share(int value, String name) {
        if (value < 0 || value > 100) {
            throw new IllegalArgumentException(name + " must be from 0 to 100");
        }
    }
}
