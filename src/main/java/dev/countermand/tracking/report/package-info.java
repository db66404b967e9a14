/**
 * Takes in what carriers tell, stores it, and brings the orders that name the parcels up to date.
 *
 * <p>Others use {@link CarrierReports}.
 */
@NullMarked
package dev.countermand.tracking.report;

import org.jspecify.annotations.NullMarked;
