/** Goods of a dispute on their way back to the seller (A19). Others use {@code ReturnedGoods}. */
@NullMarked
package dev.countermand.returns;

import org.jspecify.annotations.NullMarked;
