package dev.countermand.detector;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shipment of another order under the same carrier and number (F3).
 *
 * @param earlierNumber the number that both have had, where it was put right since for one of them (P4)
 */
public record OtherShipment(
        String orderId,
        UUID shipmentId,
        String buyerId,
        String country,
        String postalCode,
        Instant declaredAt,
        String sellerId,
        @Nullable String earlierNumber) {

    /** One that has the number now. */
    public OtherShipment(
            String orderId,
            UUID shipmentId,
            String buyerId,
            String country,
            String postalCode,
            Instant declaredAt,
            String sellerId) {
        this(orderId, shipmentId, buyerId, country, postalCode, declaredAt, sellerId, null);
    }
}
