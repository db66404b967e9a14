package dev.countermand.fraud;

import dev.countermand.kernel.BusinessDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

    /** No calendar makes anybody wait longer. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private static final Duration NEAR_ENOUGH = Duration.ofMinutes(1);

    /** Nothing that was declared later can be a signal yet. */
    Instant latest(Instant now) {
        return waits.isEmpty() ? Instant.EPOCH : latest(waits.first(), now);
    }

    /** Nothing that was declared later, and is waited for so many business days, is a signal by that moment. */
    Instant latest(int wait, Instant moment) {
        Instant latest = Instant.EPOCH;
        for (BusinessDays days : markets) {
            Instant declared = declared(days, wait, moment);
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
            Instant declared = declared(new BusinessDays(days.zone(), days.weekend(), free), wait, moment);
            earliest = declared.isBefore(earliest) ? declared : earliest;
        }
        return earliest.minus(CLOCKS_CHANGE);
    }

    /** For what was declared about then, waiting ends about at that moment: the later declared, the later it ends. */
    private static Instant declared(BusinessDays days, int wait, Instant moment) {
        Instant over = moment.minus(LONGEST);
        Instant waiting = moment;
        while (Duration.between(over, waiting).compareTo(NEAR_ENOUGH) > 0) {
            Instant middle = over.plus(Duration.between(over, waiting).dividedBy(2));
            if (days.plus(middle, wait).isAfter(moment)) {
                waiting = middle;
            } else {
                over = middle;
            }
        }
        return over;
    }
}
