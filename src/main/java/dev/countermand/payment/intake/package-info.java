/**
 * How money comes in: what a payment is, how it is told, and how long it may be verified (A3, A20a).
 *
 * <p>Others use {@link NewPayment}, {@link PaymentMethod}, {@link PaymentNames}, {@link PaymentState} and
 * {@link VerifyPaymentDeadline}.
 */
@NullMarked
package dev.countermand.payment.intake;

import org.jspecify.annotations.NullMarked;
