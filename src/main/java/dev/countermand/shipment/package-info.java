/**
 * Shipments as the seller declares them and as the carrier saw them.
 *
 * <p>Others use {@link Shipment}, {@link Shipments}, {@link ShipmentStore}, {@link OrderProgress}, {@link LostParcels},
 * {@link ParcelProgress}, {@link ChangedShipments}, {@link DueDates}, {@link LateEventCheck}, {@link ShipmentApi} and
 * {@link ShipmentHistory}.
 */
@NullMarked
package dev.countermand.shipment;

import org.jspecify.annotations.NullMarked;
