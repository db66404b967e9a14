package dev.countermand.shipment;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.tracking.event.ParcelNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Whoever makes an order name a parcel's number, and whoever stores an event of it at the same moment, may each have looked
 * before the other committed. So the number is read once more right after the naming has committed.
 */
@NeedsTransaction
@ApplicationScoped
public class LateEventCheck {

    private static final String BLANK = " ";

    private final Deadlines deadlines;

    LateEventCheck(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Called where an order, which the caller has locked, comes to name the number. */
    public Uni<Void> onceCommitted(String orderId, ParcelNumber number, Instant now) {
        return Steps.when(
                !number.carrier().equals(Shipments.OWN_COURIER),
                () -> deadlines.setOnce(orderId, DeadlineKind.EVENTS_CROSSED, subject(number), now, now, null));
    }

    private static String subject(ParcelNumber number) {
        return number.carrier() + BLANK + number.trackingNumber();
    }

    static ParcelNumber number(String subject) {
        int end = subject.indexOf(BLANK);
        return new ParcelNumber(subject.substring(0, end), subject.substring(end + BLANK.length()));
    }
}
