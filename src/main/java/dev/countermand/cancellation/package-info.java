/**
 * A buyer asks, a seller answers.
 *
 * <p>Others use {@link AwaitedGoods}, {@link CancellationApi}, {@link CancellationHistory}, {@link CancellationOutcomes},
 * {@link ContestedRequests}, {@link CancellationReader}, {@link CancellationViews} and {@link SeenCancellation}.
 */
@NullMarked
package dev.countermand.cancellation;

import org.jspecify.annotations.NullMarked;
