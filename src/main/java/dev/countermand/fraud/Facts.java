package dev.countermand.fraud;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that detectors may know of a shipment, as it was at one moment.
 *
 * @param contestedRequestAt when the cancellation request was made that the declaration met (A13), if it met one
 * @param firstScanAt the first physical scan under the number, even one that cannot be this parcel
 * @param acceptedAt the first physical scan that can be this parcel: this is what F1 and F2 call a scan
 * @param country where the order goes
 * @param asOf the moment of which this is true; what happened later is not in it
 * @param others shipments of other orders under the same carrier and number
 */
public record Facts(
        String orderId,
        UUID shipmentId,
        String sellerId,
        String buyerId,
        String carrier,
        String trackingNumber,
        Instant placedAt,
        Instant declaredAt,
        @Nullable Instant contestedRequestAt,
        @Nullable Instant firstScanAt,
        @Nullable Instant acceptedAt,
        String country,
        String postalCode,
        Instant asOf,
        List<OtherShipment> others) {

    public Facts {
        others = List.copyOf(others);
    }
}
