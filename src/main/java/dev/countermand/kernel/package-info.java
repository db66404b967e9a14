/**
 * Money, ids, business days, who acts: plain Java, used by everything and using nothing.
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.kernel;

import org.jspecify.annotations.NullMarked;
