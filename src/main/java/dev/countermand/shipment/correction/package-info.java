/**
 * What was told of a parcel and does not hold: numbers that were put right or are proposed (P4; a parcel whose number was
 * never put right has none here), and what its carrier has taken back.
 *
 * <p>Others use {@link NumberHistory}, {@link ShipmentNumbers}, {@link CorrectionRule}, {@link ShipmentNumber},
 * {@link NumberWords} and {@link Stage}.
 */
@NullMarked
package dev.countermand.shipment.correction;

import org.jspecify.annotations.NullMarked;
