/**
 * Payments and refunds.
 *
 * <p>Others use {@link Refunds}, {@link PaymentMethod}, {@link PaymentState} and {@link Payments}.
 */
@NullMarked
package dev.countermand.payment;

import org.jspecify.annotations.NullMarked;
