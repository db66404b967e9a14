package dev.countermand.simulation;

import dev.countermand.detector.Records;
import dev.countermand.kernel.BusinessDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How much each carrier reported on each day, and so on which days it was silent. */
final class CarrierDays {

    private final Map<String, NavigableSet<LocalDate>> silent = new HashMap<>();

    CarrierDays(World world, BusinessDays days) {
        Map<String, NavigableMap<LocalDate, Integer>> counts = new HashMap<>();
        world.reports().forEach((label, reports) -> {
            NavigableMap<LocalDate, Integer> count =
                    counts.computeIfAbsent(label.carrier(), ignored -> new TreeMap<>());
            reports.stream()
                    .filter(report -> report.event().status().physical())
                    .forEach(report -> count.merge(day(report.reportedAt()), 1, Integer::sum));
        });
        counts.forEach((carrier, count) -> silent.put(carrier, silentDays(count, days)));
    }

    private static NavigableSet<LocalDate> silentDays(NavigableMap<LocalDate, Integer> count, BusinessDays days) {
        NavigableSet<LocalDate> found = new TreeSet<>();
        LocalDate day = count.firstKey().plusDays(1);
        for (; !day.isAfter(count.lastKey()); day = day.plusDays(1)) {
            List<Integer> usual = new ArrayList<>();
            for (LocalDate before = day.minusDays(Records.USUAL_DAYS);
                    before.isBefore(day);
                    before = before.plusDays(1)) {
                if (!before.isBefore(count.firstKey()) && !days.weekend().contains(before.getDayOfWeek())) {
                    usual.add(count.getOrDefault(before, 0));
                }
            }
            Collections.sort(usual);
            int median = usual.isEmpty() ? 0 : usual.get(usual.size() / 2);
            if (!days.weekend().contains(day.getDayOfWeek())
                    && usual.size() >= Records.USUAL_KNOWN
                    && median >= Records.USUAL_AT_LEAST
                    && count.getOrDefault(day, 0) < Records.SILENT_BELOW * median) {
                found.add(day);
            }
        }
        return found;
    }

    /** Of the days that are over. */
    List<LocalDate> silentBetween(String carrier, Instant from, Instant now) {
        NavigableSet<LocalDate> days = silent.get(carrier);
        LocalDate first = day(from);
        LocalDate last = day(now.minus(Duration.ofDays(1)));
        return days == null || last.isBefore(first) ? List.of() : List.copyOf(days.subSet(first, true, last, true));
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
