/**
 * Whether a buyer can cancel, what of an order, and what it costs them (A2 to A15, C1, D1, E1, L2): pure, but for
 * {@link GoodsReader}, which reads what it is decided by.
 *
 * <p>Others use {@link CancellableUnits}, {@link CancellationCost}, {@link Eligibility}, {@link GoodsReader},
 * {@link KnownGoods} and {@link NamedParcel}.
 */
@NullMarked
package dev.countermand.cancellation.eligibility;

import org.jspecify.annotations.NullMarked;
