/** Handing over: the shop's own couriers (E, L), the post office (C). */
@NullMarked
package dev.countermand.courier;

import org.jspecify.annotations.NullMarked;
