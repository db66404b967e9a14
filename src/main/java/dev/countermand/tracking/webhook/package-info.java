/**
 * What aggregators of carriers send by themselves. One adapter for each knows how it signs and what its words mean; what
 * it says goes the same way as {@code POST /v1/carrier-events}.
 */
@NullMarked
package dev.countermand.tracking.webhook;

import org.jspecify.annotations.NullMarked;
