package dev.countermand.fraud;

import dev.countermand.kernel.BusinessDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;

/**
 * When parcels were declared for which a missing scan becomes a signal at a given moment. Too wide a time rather than too
 * narrow a one: detectors look closely.
 *
 * @param waits business days that some detector gives carriers
 * @param markets the calendars there are
 */
record WaitingTimes(SortedSet<Integer> waits, Collection<BusinessDays> markets) {

    /** Business days keep the time of day, so a day may be an hour shorter, or longer, where the clocks change. */
    private static final Duration CLOCKS_CHANGE = Duration.ofHours(2);

    /** Nothing that was declared later can be a signal yet. */
    Instant latest(Instant now) {
        return waits.isEmpty() ? Instant.EPOCH : latest(waits.first(), now);
    }

    /** Nothing that was declared later, and is waited for so many business days, is a signal by that moment. */
    Instant latest(int wait, Instant moment) {
        Instant latest = Instant.EPOCH;
        for (BusinessDays days : markets) {
            LocalDate today = LocalDate.ofInstant(moment, days.zone());
            LocalDate day = today;
            while (dueOn(days, wait, day).isAfter(today)) {
                day = day.minusDays(1);
            }
            Instant declared = day.plusDays(1).atStartOfDay(days.zone()).toInstant();
            latest = declared.isAfter(latest) ? declared : latest;
        }
        return latest.plus(CLOCKS_CHANGE);
    }

    /**
     * What was declared before this, and waited for so many business days, was a signal by that moment already.
     *
     * @param silent days on which some carrier was silent; they make waiting longer
     */
    Instant earliest(int wait, Instant moment, Set<LocalDate> silent) {
        Instant earliest = moment;
        for (BusinessDays days : markets) {
            Set<LocalDate> free = new HashSet<>(days.holidays());
            free.addAll(silent);
            BusinessDays longest = new BusinessDays(days.zone(), days.weekend(), free);
            LocalDate today = LocalDate.ofInstant(moment, days.zone());
            LocalDate day = today;
            while (!dueOn(longest, wait, day.minusDays(1)).isBefore(today)) {
                day = day.minusDays(1);
            }
            Instant declared = day.atStartOfDay(days.zone()).toInstant();
            earliest = declared.isBefore(earliest) ? declared : earliest;
        }
        return earliest.minus(CLOCKS_CHANGE);
    }

    /** Days of declaration and days on which waiting ends follow each other; times of day do not, after a weekend. */
    private static LocalDate dueOn(BusinessDays days, int wait, LocalDate declared) {
        Instant noon = declared.atTime(LocalTime.NOON).atZone(days.zone()).toInstant();
        return LocalDate.ofInstant(days.plus(noon, wait), days.zone());
    }
}
