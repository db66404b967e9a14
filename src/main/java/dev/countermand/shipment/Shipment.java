package dev.countermand.shipment;

import dev.countermand.dispute.state.DisputedParcel;
import dev.countermand.shipment.correction.CorrectionRule;
import dev.countermand.shipment.correction.NumberHistory;
import dev.countermand.tracking.event.ParcelNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A declared shipment with the summary of what the carrier saw.
 *
 * @param contestedRequestId the cancellation request it was declared against (A13), if any
 * @param firstScanAt the first physical scan under this number, even one that cannot be this parcel
 * @param acceptedAt the first physical scan that can be this parcel
 * @param lostAt since when it counts as lost (P5, P6)
 * @param askedAt since when a person has it before them (P5, P6)
 * @param settled nothing about it needs to be looked for any more
 */
public record Shipment(
        String orderId,
        UUID id,
        String sellerId,
        String carrier,
        String trackingNumber,
        Instant declaredAt,
        @Nullable UUID contestedRequestId,
        @Nullable Instant contestedRequestAt,
        @Nullable Instant firstScanAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant deliveredAt,
        @Nullable String lastStatus,
        @Nullable Instant lastEventAt,
        @Nullable Instant lostAt,
        @Nullable Instant askedAt,
        boolean settled) {

    /** What its seller declared of it, as a dispute about it needs it (A15). */
    public DisputedParcel.Declared declared() {
        return new DisputedParcel.Declared(new ParcelNumber(carrier, trackingNumber), declaredAt);
    }

    /** What of it decides whether its number can be put right (P4). */
    public CorrectionRule.Parcel with(NumberHistory numbers) {
        return new CorrectionRule.Parcel(carrier.equals(Shipments.OWN_COURIER), acceptedAt, settled, numbers);
    }
}
