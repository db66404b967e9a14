/**
 * Payments, refunds, the ledger, and the providers that move money.
 *
 * <p>Others use {@link CheckRefundJob}, {@link Refunds}, {@link PaymentMethod}, {@link PaymentState} and {@link Payments}.
 */
@NullMarked
package dev.countermand.payment;

import org.jspecify.annotations.NullMarked;
