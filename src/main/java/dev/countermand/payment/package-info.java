/**
 * Payments, refunds, the ledger, and the providers that move money.
 *
 * <p>Others use {@link Payments}, {@link PaymentStore} and {@link Refunds}.
 */
@NullMarked
package dev.countermand.payment;

import org.jspecify.annotations.NullMarked;
