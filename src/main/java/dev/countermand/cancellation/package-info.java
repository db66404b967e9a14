/** A buyer asks, a seller answers. */
@NullMarked
package dev.countermand.cancellation;

import org.jspecify.annotations.NullMarked;
