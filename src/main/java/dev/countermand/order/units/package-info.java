/**
 * The units of an order by line, and what can be worked out from them (P1, A8): pure.
 *
 * <p>Others use {@link Discount}, {@link DiscountsColumn}, {@link LinePrice}, {@link LineUnits}, {@link OrderLine},
 * {@link OrderLines} and {@link PriceTag}.
 */
@NullMarked
package dev.countermand.order.units;

import org.jspecify.annotations.NullMarked;
