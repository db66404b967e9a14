/**
 * How units end that nobody delivers: parcels that nobody hears of (P5, P6), and what is owed to nobody any more.
 *
 * <p>Others use {@link NothingOwed}.
 */
@NullMarked
package dev.countermand.shipment.ending;

import org.jspecify.annotations.NullMarked;
