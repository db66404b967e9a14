/**
 * Who is to blame for a cancellation, and because of which facts (A11, A12): pure, and how a request keeps it.
 *
 * <p>Others use {@link BecauseColumn}, {@link LiabilityFinding} and {@link SellerCounts}.
 */
@NullMarked
package dev.countermand.cancellation.liability;

import org.jspecify.annotations.NullMarked;
