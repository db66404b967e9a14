/**
 * Goods of a dispute on their way back to the seller (A19).
 *
 * <p>Others use {@link ReturnedGoods} and {@link LawReturns}.
 */
@NullMarked
package dev.countermand.returns;

import org.jspecify.annotations.NullMarked;
