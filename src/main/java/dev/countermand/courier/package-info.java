/**
 * Handing over: the shop's own couriers (E, L), the post office (C).
 *
 * <p>Others use {@link StoragePeriod}.
 */
@NullMarked
package dev.countermand.courier;

import org.jspecify.annotations.NullMarked;
