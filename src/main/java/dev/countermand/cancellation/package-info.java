/**
 * A buyer asks, a seller answers.
 *
 * <p>Others use {@link AwaitedGoods}, {@link CancellationAnswers}, {@link CancellationApi}, {@link CancellationHistory}, {@link CancellationOutcomes},
 * {@link ContestedRequests}, {@link CancellationReader}, {@link CancellationViews},
 * {@link SeenCancellation} and {@link SellerCancellation}.
 */
@NullMarked
package dev.countermand.cancellation;

import org.jspecify.annotations.NullMarked;
