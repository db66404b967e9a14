package dev.countermand.fraud;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding that was written down.
 *
 * @param foundBy what led to it: a sweep, a deadline, a carrier's report
 * @param clearedAt since when it stands no longer; null while it stands
 * @param clearedBecause a sentence, or {@link #RELEASED}
 */
public record KnownFinding(
        String orderId,
        UUID id,
        UUID shipmentId,
        String code,
        int detectorVersion,
        int weight,
        String words,
        Map<String, Object> facts,
        Instant foundAt,
        String foundBy,
        @Nullable Instant clearedAt,
        @Nullable String clearedBecause) {

    /** A moderator has looked at it and let the order go: the same signal of that shipment is not raised again. */
    public static final String RELEASED = "RELEASED";

    public boolean standing() {
        return clearedAt == null;
    }

    public boolean released() {
        return RELEASED.equals(clearedBecause);
    }

    /** The same as it was known at an earlier moment; call it only for what had been found by then. */
    KnownFinding asOf(Instant moment) {
        if (clearedAt == null || !clearedAt.isAfter(moment)) {
            return this;
        }
        return new KnownFinding(
                orderId, id, shipmentId, code, detectorVersion, weight, words, facts, foundAt, foundBy, null, null);
    }

    boolean isAbout(UUID shipment, String detector) {
        return shipmentId.equals(shipment) && code.equals(detector);
    }
}
