package dev.countermand.signal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

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
            return length.toHours() + " hours";
        }
        return length.toMinutes() >= 2 ? length.toMinutes() + " minutes" : "a minute";
    }

    static String businessDays(int days) {
        return days == 1 ? "1 business day" : days + " business days";
    }
}
