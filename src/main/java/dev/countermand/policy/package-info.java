/**
 * Market policies: the figures of the rules, as versioned documents (M1-M3). Larger than other rooms, because a document
 * has that many sections and words: a file each, beside each other.
 *
 * <p>Others use all that is public.
 */
@NullMarked
package dev.countermand.policy;

import org.jspecify.annotations.NullMarked;
