/** On top of all rooms: what follows from each event of an order, in one ordered list. */
@NullMarked
package dev.countermand.orderflow;

import org.jspecify.annotations.NullMarked;
