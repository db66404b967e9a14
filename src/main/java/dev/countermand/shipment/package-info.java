/** Shipments as the seller declares them and as the carrier saw them. */
@NullMarked
package dev.countermand.shipment;

import org.jspecify.annotations.NullMarked;
