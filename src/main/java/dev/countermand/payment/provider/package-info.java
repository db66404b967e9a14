/**
 * Whoever moves the money, behind one interface; each provider has a room of its own.
 *
 * <p>Others use {@link Listed}, {@link MinorUnits}, {@link PaymentProvider}, {@link PaymentProviders}, {@link
 * ProviderBody}, {@link ProviderCall}, {@link ProviderNews}, {@link ProviderUnavailable}, {@link RefundKey},
 * {@link RefundTruth} and {@link WrittenTogether}.
 */
@NullMarked
package dev.countermand.payment.provider;

import org.jspecify.annotations.NullMarked;
