/**
 * The units of an order by line, what can be worked out from them (P1, A8), and what of their price was paid (A20): pure.
 *
 * <p>Others use {@link Discount}, {@link DiscountsColumn}, {@link LinePrice}, {@link LineUnits}, {@link OrderLine},
 * {@link OrderLines}, {@link OrderMoney}, {@link PriceTag} and {@link UnitCounts}.
 */
@NullMarked
package dev.countermand.order.units;

import org.jspecify.annotations.NullMarked;
