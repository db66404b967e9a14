package dev.countermand.kernel;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts working days in a market's own time zone.
 *
 * @param zone where days begin and end
 * @param weekend days of the week on which nobody works
 * @param holidays single days on which nobody works, beside those of the calendar
 * @param calendar the public holidays of a country
 */
public record BusinessDays(ZoneId zone, Set<DayOfWeek> weekend, Set<LocalDate> holidays, Calendar calendar) {

    private static final int LONGEST_SEARCH_DAYS = 3_660;

    /** Public holidays. Asked for every day that is counted, so it must answer from memory. */
    @FunctionalInterface
    public interface Calendar {

        /** A country without any. */
        Calendar NONE = day -> false;

        boolean isHoliday(LocalDate day);
    }

    public BusinessDays {
        weekend = Set.copyOf(weekend);
        holidays = Set.copyOf(holidays);
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("a week needs at least one working day");
        }
    }

    /** Without public holidays. */
    public BusinessDays(ZoneId zone, Set<DayOfWeek> weekend, Set<LocalDate> holidays) {
        this(zone, weekend, holidays, Calendar.NONE);
    }

    /** The same calendar, in which nobody works on these days either. */
    public BusinessDays without(Set<LocalDate> days) {
        Set<LocalDate> free = new HashSet<>(holidays);
        free.addAll(days);
        return new BusinessDays(zone, weekend, free, calendar);
    }

    /** The moment {@code days} working days after {@code from}, at the same time of day. */
    public Instant plus(Instant from, int days) {
        ZonedDateTime at = from.atZone(zone);
        int left = days;
        for (int step = 0; left > 0; step++) {
            if (step > LONGEST_SEARCH_DAYS) {
                throw new IllegalStateException("no working day found within ten years");
            }
            at = at.plusDays(1);
            if (isWorking(at.toLocalDate())) {
                left--;
            }
        }
        return at.toInstant();
    }

    /** Whole working days that have passed from {@code from} to {@code to}; 0 when {@code to} is earlier. */
    public int between(Instant from, Instant to) {
        ZonedDateTime at = from.atZone(zone);
        ZonedDateTime end = to.atZone(zone);
        int days = 0;
        for (int step = 0; step <= LONGEST_SEARCH_DAYS; step++) {
            at = at.plusDays(1);
            if (at.isAfter(end)) {
                break;
            }
            if (isWorking(at.toLocalDate())) {
                days++;
            }
        }
        return days;
    }

    private boolean isWorking(LocalDate day) {
        return !weekend.contains(day.getDayOfWeek()) && !holidays.contains(day) && !calendar.isHoliday(day);
    }
}
