package dev.countermand.shipment.correction;

import dev.countermand.tracking.event.ParcelNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A number that a parcel has, had, or is to have (P4).
 *
 * @param no from 1, the first that was declared
 * @param namedAt when the seller said it
 * @param endedAt when it was replaced, taken back or rejected
 * @param note why it was rejected, as the moderator said it
 */
public record ShipmentNumber(
        String orderId,
        UUID shipmentId,
        int no,
        ParcelNumber number,
        NumberState state,
        Instant namedAt,
        @Nullable Instant endedAt,
        @Nullable String note) {}
