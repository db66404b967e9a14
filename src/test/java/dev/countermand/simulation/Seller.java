package dev.countermand.simulation;

import java.util.Map;

/**
 * A seller of the made-up market.
 *
 * @param country where they say they ship from
 * @param dropship where somebody else ships for them; the same country for most
 * @param account their shipper account: nine digits, of which carriers take as many as they use
 * @param house whether that account is a fulfilment house's
 * @param handlingHours from payment to posting, the median
 * @param carriers whom they ship with, and how often
 * @param presses whether they ask buyers to choose a harmless reason
 */
record Seller(
        String id,
        Manner manner,
        String country,
        String dropship,
        String account,
        boolean house,
        double handlingHours,
        Map<Service, Double> carriers,
        boolean presses) {

    /** How they treat their buyers. */
    enum Manner {
        HONEST,
        /** Honest, and careless with what they declare and when. */
        SLOPPY,
        /** Dodges now and then, most often when a buyer wants to cancel. */
        OPPORTUNIST,
        /** Works together with others and dodges most of the time. */
        RING;

        boolean dishonest() {
            return this == OPPORTUNIST || this == RING;
        }
    }
}
