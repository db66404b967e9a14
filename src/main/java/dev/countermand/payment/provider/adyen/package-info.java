/**
 * Refunds by Adyen: one request, which is only acknowledged, and what Adyen sends by itself. docs/payments.md says what is
 * set.
 *
 * <p>Others use nothing of it: it is found by {@code PaymentProviders}.
 */
@NullMarked
package dev.countermand.payment.provider.adyen;

import org.jspecify.annotations.NullMarked;
