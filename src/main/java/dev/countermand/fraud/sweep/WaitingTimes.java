package dev.countermand.fraud.sweep;

import dev.countermand.kernel.BusinessDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

    /** The database keeps microseconds. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    /** Nothing that was declared later can be a signal yet. */
    Instant latest(Instant now) {
        if (waits.isEmpty()) {
            return Instant.EPOCH;
        }
        Instant latest = Instant.EPOCH;
        for (BusinessDays days : markets) {
            Instant declared = lastDay(days, waits.first(), LocalDate.ofInstant(now, days.zone()))
                    .plusDays(1)
                    .atStartOfDay(days.zone())
                    .toInstant();
            latest = declared.isAfter(latest) ? declared : latest;
        }
        return latest.plus(CLOCKS_CHANGE);
    }

    /** The last day of declaration for which waiting ends on this day or before. */
    private static LocalDate lastDay(BusinessDays days, int wait, LocalDate today) {
        LocalDate day = today;
        while (dueOn(days, wait, day).isAfter(today)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** A time in which parcels were declared, both ends included. */
    record Span(Instant first, Instant last) {}

    /**
     * When the parcels were declared whose waiting ended after one moment and by another, in whichever market and for
     * whichever wait; the earliest first, none touching the next.
     *
     * @param silent days on which some carrier was silent; they make waiting longer
     */
    List<Span> ended(Instant after, Instant by, Set<LocalDate> silent) {
        List<Span> spans = new ArrayList<>();
        for (BusinessDays days : markets) {
            BusinessDays longest = days.without(silent);
            for (int wait : waits) {
                LocalDate begins = LocalDate.ofInstant(after, days.zone());
                LocalDate day = lastDay(days, wait, LocalDate.ofInstant(by, days.zone()));
                while (!dueOn(longest, wait, day).isBefore(begins)) {
                    spans.add(onDay(day, dueOn(days, wait, day), dueOn(longest, wait, day), after, by, days.zone()));
                    day = day.minusDays(1);
                }
            }
        }
        return merged(spans);
    }

    /** Of a day of declaration those hours that end the waiting between the moments: waiting keeps the time of day. */
    private static Span onDay(
            LocalDate day, LocalDate due, LocalDate dueAtTheLatest, Instant after, Instant by, ZoneId zone) {
        LocalDateTime begins = LocalDateTime.ofInstant(after, zone);
        LocalDateTime ends = LocalDateTime.ofInstant(by, zone);
        LocalTime first = dueAtTheLatest.isAfter(begins.toLocalDate()) ? LocalTime.MIN : begins.toLocalTime();
        LocalTime last = due.isBefore(ends.toLocalDate()) ? LocalTime.MAX : ends.toLocalTime();
        Duration margin = keepsItsClocks(zone, day, dueAtTheLatest) ? ROUNDING : CLOCKS_CHANGE;
        return new Span(
                day.atTime(first).atZone(zone).toInstant().minus(margin),
                day.atTime(last).atZone(zone).toInstant().plus(margin));
    }

    private static boolean keepsItsClocks(ZoneId zone, LocalDate from, LocalDate to) {
        ZoneOffsetTransition next = zone.getRules()
                .nextTransition(from.minusDays(1).atStartOfDay(zone).toInstant());
        return next == null || next.getDateTimeBefore().toLocalDate().isAfter(to.plusDays(1));
    }

    private static List<Span> merged(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparing(Span::first)).toList()) {
            Span before = merged.isEmpty() ? null : merged.getLast();
            if (before == null || span.first().isAfter(before.last())) {
                merged.add(span);
            } else if (span.last().isAfter(before.last())) {
                merged.set(merged.size() - 1, new Span(before.first(), span.last()));
            }
        }
        return merged;
    }

    /** Days of declaration and days on which waiting ends follow each other; times of day do not, after a weekend. */
    private static LocalDate dueOn(BusinessDays days, int wait, LocalDate declared) {
        Instant noon = declared.atTime(LocalTime.NOON).atZone(days.zone()).toInstant();
        return LocalDate.ofInstant(days.plus(noon, wait), days.zone());
    }
}
