/**
 * The units of an order by line, and what can be worked out from them (P1, A8): pure.
 *
 * <p>Others use {@link LineUnits}, {@link OrderLine}, {@link OrderLines} and {@link UnitCounts}.
 */
@NullMarked
package dev.countermand.order.units;

import org.jspecify.annotations.NullMarked;
