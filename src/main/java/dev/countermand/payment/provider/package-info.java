/**
 * Whoever moves the money, behind one interface; the sandbox moves none.
 *
 * <p>Others use {@link PaymentProvider}, {@link PaymentProviders} and {@link ProviderUnavailable}.
 */
@NullMarked
package dev.countermand.payment.provider;

import org.jspecify.annotations.NullMarked;
