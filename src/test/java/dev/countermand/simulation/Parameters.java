package dev.countermand.simulation;

import java.time.Instant;
import java.util.Map;

/**
 * What a made-up market is like. Where a figure is known, it is taken: two orders in a hundred are fraud (the aim is set
 * for that share), carriers scan most parcels on the day of posting or the next and few after five days (rules F), one
 * invented number in ten passes a check digit (F4), numbers come round after about 120 days (F3). The others are guesses,
 * and the hold-out guesses differently.
 *
 * @param orders how many are placed, in {@code days} from {@code from} on
 * @param fraud the share of them that is never shipped
 * @param ringShare of fraud, what sellers do who work together
 * @param requested how often a buyer wants to cancel before an honest shipment
 * @param dodgedAgainstRequest how much of fraud is declared against a request
 * @param evidenceGiven how often a dodger gives a document, and {@code evidenceReused} how often one that they gave before
 * @param pressed how often a seller who presses does it, and the buyer reports it
 * @param reportHours how long carriers take to pass on a scan, on average
 * @param missedScan how many parcels are not scanned where they are posted
 * @param outagesPerCarrier in the whole time, each of up to {@code outageDays}
 * @param otherLifeDays how long ago a recycled number was given out before, at least
 * @param traps how often an honest order is a hard negative; careless sellers fall into them more often
 */
record Parameters(
        String name,
        long seed,
        Instant from,
        int days,
        int orders,
        int sellers,
        double fraud,
        double ringShare,
        double requested,
        double dodgedAgainstRequest,
        double evidenceGiven,
        double evidenceReused,
        double pressed,
        double reportHours,
        double missedScan,
        int outagesPerCarrier,
        double outageDays,
        double otherLifeDays,
        double sloppyTimes,
        Map<Seller.Manner, Double> manners,
        Map<Dodge, Double> dodges,
        Map<Trap, Double> traps) {

    private static final int ORDERS = 100_000;
    private static final int ORDERS_PER_SELLER = 80;

    private static final Map<Trap, Double> TRAPS = Shares.of(
            Trap.DECLARED_BEFORE_POSTING, 0.05,
            Trap.POSTED_LATE, 0.0001,
            Trap.DECLARED_AFTER_POSTING, 0.03,
            Trap.SCANNED_ON_ARRIVAL_ONLY, 0.0002,
            Trap.PICKUP_POINT, 0.08,
            Trap.REDIRECTED, 0.0010,
            Trap.FORWARDED, 0.0010,
            Trap.BORDER_HUB, 0.01,
            Trap.SHARED_PARCEL, 0.03,
            Trap.HOUSEHOLD, 0.00003,
            Trap.RECYCLED_NUMBER, 0.02,
            Trap.CLOCK_SKEW, 0.02,
            Trap.TIME_ZONE, 0.01,
            Trap.MISTYPED, 0.0001,
            Trap.MISTYPED_AND_CORRECTED, 0.00005,
            Trap.UNKNOWN_FORMAT, 0.002,
            Trap.FALSE_REPORT, 0.05,
            Trap.SHARED_RECEIPT, 0.002,
            Trap.PLACED_AGAIN, 0.00003,
            Trap.SAME_DAY, 0.01);

    /** What thresholds and weights are tuned on. */
    static final Parameters TUNING = new Parameters(
            "tuning set",
            20_261_101L,
            Instant.parse("2026-03-02T00:00:00Z"),
            200,
            ORDERS,
            ORDERS / ORDERS_PER_SELLER,
            0.02,
            0.35,
            0.04,
            0.60,
            0.35,
            0.40,
            0.20,
            3,
            0.06,
            3,
            3,
            122,
            2.5,
            Shares.of(
                    Seller.Manner.HONEST, 80,
                    Seller.Manner.SLOPPY, 13,
                    Seller.Manner.OPPORTUNIST, 5,
                    Seller.Manner.RING, 2),
            Shares.of(
                    Dodge.INVENTED, 22,
                    Dodge.INVENTED_WITH_CHECK_DIGIT, 18,
                    Dodge.LABEL_ONLY, 20,
                    Dodge.UNTRACKED, 3,
                    Dodge.OWN_OTHER_ORDER, 8,
                    Dodge.OTHER_SELLERS, 8,
                    Dodge.OTHER_SELLERS_SAME_POSTCODE, 3,
                    Dodge.OUTSIDE_ELSEWHERE, 8,
                    Dodge.OUTSIDE_SAME_POSTCODE, 4,
                    Dodge.OUTSIDE_DELIVERED, 6),
            TRAPS);

    /** What nobody has tuned on: another seed, worse carriers, other dodges, other traps. */
    static final Parameters HOLD_OUT = new Parameters(
            "hold-out",
            7_919_377L,
            Instant.parse("2026-02-23T00:00:00Z"),
            210,
            ORDERS,
            ORDERS / 60,
            0.02,
            0.50,
            0.06,
            0.45,
            0.25,
            0.55,
            0.30,
            5,
            0.09,
            5,
            4,
            121,
            2,
            Shares.of(
                    Seller.Manner.HONEST, 72,
                    Seller.Manner.SLOPPY, 20,
                    Seller.Manner.OPPORTUNIST, 6,
                    Seller.Manner.RING, 2),
            Shares.of(
                    Dodge.INVENTED, 15,
                    Dodge.INVENTED_WITH_CHECK_DIGIT, 24,
                    Dodge.LABEL_ONLY, 16,
                    Dodge.UNTRACKED, 3.5,
                    Dodge.OWN_OTHER_ORDER, 5,
                    Dodge.OTHER_SELLERS, 12,
                    Dodge.OTHER_SELLERS_SAME_POSTCODE, 5,
                    Dodge.OUTSIDE_ELSEWHERE, 9,
                    Dodge.OUTSIDE_SAME_POSTCODE, 4.5,
                    Dodge.OUTSIDE_DELIVERED, 6),
            Shares.with(
                    TRAPS,
                    Shares.of(
                            Trap.DECLARED_BEFORE_POSTING, 0.06,
                            Trap.DECLARED_AFTER_POSTING, 0.05,
                            Trap.PICKUP_POINT, 0.12,
                            Trap.REDIRECTED, 0.0015,
                            Trap.FORWARDED, 0.0008,
                            Trap.BORDER_HUB, 0.02,
                            Trap.SHARED_PARCEL, 0.04,
                            Trap.RECYCLED_NUMBER, 0.03,
                            Trap.TIME_ZONE, 0.02,
                            Trap.UNKNOWN_FORMAT, 0.004,
                            Trap.FALSE_REPORT, 0.08,
                            Trap.SAME_DAY, 0.02)));

    /** The same market with fewer orders and sellers. */
    Parameters with(int fewer) {
        return new Parameters(
                name,
                seed,
                from,
                days,
                fewer,
                Math.max(60, sellers * fewer / orders),
                fraud,
                ringShare,
                requested,
                dodgedAgainstRequest,
                evidenceGiven,
                evidenceReused,
                pressed,
                reportHours,
                missedScan,
                outagesPerCarrier,
                outageDays,
                otherLifeDays,
                sloppyTimes,
                manners,
                dodges,
                traps);
    }
}
