package dev.countermand.detector;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Times as moderators read them in sentences. */
public final class Moments {

    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Moments() {}

    public static String inWords(Instant at) {
        return TO_THE_MINUTE.format(at);
    }

    /** In the largest unit that says enough. */
    static String inWords(Duration span) {
        Duration length = span.abs();
        if (length.toDays() >= 2) {
            return length.toDays() + " days";
        }
        if (length.toHours() >= 2) {
            return length.toHours() + " hours"
                    + (length.toMinutesPart() == 0 ? "" : " and " + length.toMinutesPart() + " minutes");
        }
        if (length.toMinutes() >= 2) {
            return length.toMinutes() + " minutes";
        }
        return length.toSeconds() >= 60 ? "a minute" : "less than a minute";
    }

    /** Days that follow each other as a span. */
    public static String inWords(List<LocalDate> days) {
        LocalDate first = days.getFirst();
        LocalDate last = days.getLast();
        boolean span = days.size() > 2 && ChronoUnit.DAYS.between(first, last) == days.size() - 1;
        return span
                ? first + " to " + last
                : days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
    }

    static String businessDays(int days) {
        return days == 1 ? "1 business day" : days + " business days";
    }
}
