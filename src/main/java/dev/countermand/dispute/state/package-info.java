/**
 * The tables of a dispute: what it may become, who may do what in which state, when one can be opened (A15, A19).
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.dispute.state;

import org.jspecify.annotations.NullMarked;
