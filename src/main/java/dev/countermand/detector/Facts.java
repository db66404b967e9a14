package dev.countermand.detector;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that detectors may know of a shipment, as it was at one moment. What is not known is null and accuses nobody.
 *
 * @param market with {@code policyVersion}, the policy under which the order was placed (M1)
 * @param verifiedAt since when the seller could ship
 * @param contestedRequestAt when the cancellation request was made that the declaration met (A13), if it met one
 * @param shipFromCountry where the seller says they ship from
 * @param country where the order goes
 * @param pressed whether the buyer has reported that the seller made them choose their reason (A12)
 * @param carrierSilentDays working days since the declaration on which the carrier reported next to nothing of anybody
 * @param documents those of this shipment's evidence that were given for another order too
 * @param asOf the moment of which this is true; what happened later is not in it
 * @param others shipments of other orders under the same carrier and number
 */
public record Facts(
        String orderId,
        UUID shipmentId,
        String market,
        int policyVersion,
        String sellerId,
        String buyerId,
        String carrier,
        String trackingNumber,
        Instant placedAt,
        @Nullable Instant verifiedAt,
        Instant declaredAt,
        @Nullable Instant contestedRequestAt,
        @Nullable String shipFromCountry,
        String country,
        String postalCode,
        boolean pressed,
        Movement movement,
        NumberFacts number,
        SellerFacts seller,
        MarketFacts marketFacts,
        List<LocalDate> carrierSilentDays,
        List<ReusedDocument> documents,
        Instant asOf,
        List<OtherShipment> others) {

    public Facts {
        carrierSilentDays = List.copyOf(carrierSilentDays);
        others = List.copyOf(others);
        documents = List.copyOf(documents);
    }

    /** When a parcel that was accepted was accepted: this is what F1 and F2 call a scan. */
    @Nullable
    Instant acceptedAt() {
        return movement.acceptedAt();
    }

    /**
     * What the carrier has reported.
     *
     * @param firstScanAt the first physical scan under the number, even one that cannot be this parcel
     * @param firstScanCountry where that was
     * @param acceptedAt the first physical scan that can be this parcel
     * @param deliveredCountry with {@code deliveredPostalCode}, where it was delivered
     */
    public record Movement(
            @Nullable Instant firstScanAt,
            @Nullable String firstScanCountry,
            @Nullable Instant acceptedAt,
            @Nullable Instant deliveredAt,
            @Nullable String deliveredCountry,
            @Nullable String deliveredPostalCode) {

        /** Nothing. */
        public static final Movement NONE = new Movement(null, null, null, null, null, null);
    }

    /**
     * What the number says of itself, as the decoder read it when it was declared.
     *
     * @param valid whether some format of the carrier fits and its check digit holds; null when it was never decoded
     * @param certain whether that is more than a guess
     * @param tracked false for services whose parcels nobody scans
     * @param country with {@code postalCode}, the destination inside the number
     * @param shipperId the account the label was made under
     * @param shipperOtherSellers other sellers whose accepted parcels were made under that account
     * @param shipperOwnParcels the seller's own earlier accepted parcels under it
     */
    public record NumberFacts(
            @Nullable Boolean valid,
            boolean certain,
            boolean tracked,
            @Nullable String country,
            @Nullable String postalCode,
            @Nullable String shipperId,
            int shipperOtherSellers,
            int shipperOwnParcels) {

        /** Nothing is known. */
        public static final NumberFacts UNKNOWN = new NumberFacts(null, false, true, null, null, null, 0, 0);
    }

    /**
     * The seller's last 90 days.
     *
     * @param handlingSeconds from payment to declaration, the median of what met no request; null where that is too few to
     *     tell
     * @param blocked requests that they refused or declared a shipment against, old enough to have moved
     * @param unmoved those of them after which no parcel ever moved
     * @param requests cancellation requests they got
     * @param reports requests whose buyer reported pressure (A12)
     * @param reporters buyers who did
     */
    public record SellerFacts(
            @Nullable Long handlingSeconds, int blocked, int unmoved, int requests, int reports, int reporters) {

        /** A seller with no history. */
        public static final SellerFacts NEW = new SellerFacts(null, 0, 0, 0, 0, 0);
    }

    /** The same for all sellers of the market together, to compare with. */
    public record MarketFacts(int blocked, int unmoved, int requests, int reports) {

        /** A market with no history. */
        public static final MarketFacts NEW = new MarketFacts(0, 0, 0, 0);

        double unmovedRate() {
            return blocked == 0 ? 0 : (double) unmoved / blocked;
        }

        double reportRate() {
            return requests == 0 ? 0 : (double) reports / requests;
        }
    }

    /** A document that was given for this shipment and for one of another order, under another number (F10). */
    public record ReusedDocument(String sha256, Instant givenAt, String otherOrderId, Instant otherGivenAt) {}
}
