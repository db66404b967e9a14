/**
 * Whoever moves the money, behind one interface; the sandbox moves none. Each real provider has a room of its own.
 *
 * <p>Others use {@link MinorUnits}, {@link PaymentProvider}, {@link PaymentProviders}, {@link ProviderBody}, {@link
 * ProviderCall}, {@link ProviderNews}, {@link ProviderUnavailable} and {@link RefundTruth}.
 */
@NullMarked
package dev.countermand.payment.provider;

import org.jspecify.annotations.NullMarked;
