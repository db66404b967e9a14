/**
 * Payments and refunds.
 *
 * <p>Others use {@link ChargebackDesk}, {@link CheckRefundJob}, {@link Payments}, {@link PaymentStore} and {@link Refunds}.
 */
@NullMarked
package dev.countermand.payment;

import org.jspecify.annotations.NullMarked;
