package dev.countermand.detector;

import java.time.Instant;
import java.util.UUID;

/** A shipment of another order under the same carrier and number (F3). */
public record OtherShipment(
        String orderId,
        UUID shipmentId,
        String buyerId,
        String country,
        String postalCode,
        Instant declaredAt,
        String sellerId) {}
