/**
 * The tables of an order: what it may become, and who may do what to it in which state.
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.order.state;

import org.jspecify.annotations.NullMarked;
