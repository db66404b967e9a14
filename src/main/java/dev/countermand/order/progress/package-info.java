/**
 * What an order is made of its units and parcels (P1): pure, and worked out in one place after every change.
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.order.progress;

import org.jspecify.annotations.NullMarked;
