package dev.countermand.shipment.correction;

import dev.countermand.kernel.Spoken;
import dev.countermand.tracking.event.ParcelNumber;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** P4: what buyer and seller read beside a parcel whose number was put right, or is to be. Pure. */
public final class NumberWords {

    private NumberWords() {}

    /** What became of its numbers last; null where it has the one that it was declared under, and nobody names another. */
    public static @Nullable String notice(NumberHistory numbers) {
        ShipmentNumber proposed = numbers.proposed();
        if (proposed != null) {
            return "The seller says that its right number is " + number(proposed.number())
                    + "; a moderator or a scan under it decides, and until then it has the one before (P4)";
        }
        ShipmentNumber last =
                numbers.numbers().isEmpty() ? null : numbers.numbers().getLast();
        if (last != null && last.state() == NumberState.REJECTED) {
            return "A moderator did not take the number " + number(last.number()) + ", which the seller had proposed"
                    + (last.note() == null ? "" : ": " + last.note()) + " (P4)";
        }
        List<ShipmentNumber> earlier = numbers.earlier();
        if (earlier.isEmpty()) {
            return null;
        }
        ShipmentNumber before = earlier.getLast();
        Instant until = Objects.requireNonNullElse(before.endedAt(), before.namedAt());
        return "The seller has put its number right: until " + Spoken.at(until) + " it was " + number(before.number())
                + "; what is waited for runs on from the first declaration (P4)";
    }

    private static String number(ParcelNumber number) {
        return number.carrier().toUpperCase(Locale.ROOT) + " " + number.trackingNumber();
    }
}
