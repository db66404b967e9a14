/**
 * What a request to cancel may become, and what it asks for, part by part (A4, A13, P2): pure.
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.cancellation.state;

import org.jspecify.annotations.NullMarked;
