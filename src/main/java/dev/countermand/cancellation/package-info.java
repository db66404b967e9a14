/**
 * A buyer asks, a seller answers.
 *
 * <p>Others use {@link CancellationOutcomes}, {@link CancellationApi}, {@link CancellationHistory},
 * {@link CancellationReader}, {@link CancellationViews} and {@link SeenCancellation}.
 */
@NullMarked
package dev.countermand.cancellation;

import org.jspecify.annotations.NullMarked;
