package dev.countermand.policy;

import static dev.countermand.policy.Bounds.given;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A24: fines.
 *
 * @param overdueShipment for an order that was not shipped in time (A9)
 * @param falseShipment for a shipment that never was, or was another one (A17, A26)
 * @param sellerCancellation for a cancellation that the seller is to blame for (A11, A12)
 */
@RegisterForReflection
public record Fines(Fine overdueShipment, Fine falseShipment, Fine sellerCancellation) {
    public Fines {
        given(overdueShipment, "overdueShipment");
        given(falseShipment, "falseShipment");
        given(sellerCancellation, "sellerCancellation");
    }

    /**
     * A fine.
     *
     * @param percent share of the order's total, 0 to 100
     * @param points for the seller's record (A27)
     */
    @RegisterForReflection
    public record Fine(int percent, int points) {
        public Fine {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("percent must be from 0 to 100");
            }
            if (points < 0) {
                throw new IllegalArgumentException("points must not be negative");
            }
        }
    }
}
