/**
 * A case on one page: what a moderator reads before they decide it. It stands above all that it shows, and looks for orders that
 * have something in common in statements of its own, over tables of other rooms.
 *
 * <p>Others use {@link BlindPage}, {@link CasePageApi} and {@link CasePageViews}.
 */
@NullMarked
package dev.countermand.review.page;

import org.jspecify.annotations.NullMarked;
