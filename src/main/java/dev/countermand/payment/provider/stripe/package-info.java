/**
 * Refunds by Stripe: three requests, their states, and what Stripe sends by itself. docs/payments.md says what is set.
 *
 * <p>Others use nothing of it: it is found by {@code PaymentProviders}.
 */
@NullMarked
package dev.countermand.payment.provider.stripe;

import org.jspecify.annotations.NullMarked;
