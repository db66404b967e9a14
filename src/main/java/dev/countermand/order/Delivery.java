package dev.countermand.order;

import dev.countermand.kernel.Refusal;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Where the goods go, and when the shop's own couriers come (E1).
 *
 * @param date in the market's time zone; null while nothing was agreed
 * @param from with {@code to} the hours agreed on that day, if any
 */
public record Delivery(
        Address to,
        @Nullable LocalDate date,
        @Nullable LocalTime from,
        @Nullable LocalTime until) {

    public Delivery {
        if (date == null && (from != null || until != null)) {
            throw Refusal.invalid("date", "must be given with hours").asException();
        }
        if (from != null && until != null && !from.isBefore(until)) {
            throw Refusal.invalid("until", "must be after from").asException();
        }
    }

    /** To this address, nothing agreed on the day. */
    public static Delivery to(Address address) {
        return new Delivery(address, null, null, null);
    }
}
