/**
 * What a case is and what its decisions are: their tables of states, what they may be, who has it, and how pressing it is. Plain code, without a framework.
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.review.state;

import org.jspecify.annotations.NullMarked;
