/**
 * What a case is: its table of states, who has it, and how pressing it is. Plain code, without a framework.
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.review.state;

import org.jspecify.annotations.NullMarked;
