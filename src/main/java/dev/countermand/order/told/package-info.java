/** What events say of an order, and what of it is not written yet: each move of anything in an order becomes one event. */
@NullMarked
package dev.countermand.order.told;

import org.jspecify.annotations.NullMarked;
