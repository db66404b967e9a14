/**
 * What happens to cases while it happens: the journal of events is the source, so every replica tells the same in the same
 * order, and whoever remembers where they were misses nothing.
 */
@NullMarked
package dev.countermand.review.live;

import org.jspecify.annotations.NullMarked;
