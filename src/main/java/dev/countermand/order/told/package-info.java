/**
 * What events say of an order, and what of it is not written yet: each move of anything in an order becomes one event.
 *
 * <p>Others use {@link OrderFacts} and {@link Tellings}.
 */
@NullMarked
package dev.countermand.order.told;

import org.jspecify.annotations.NullMarked;
