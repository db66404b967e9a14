/**
 * How providers are called over HTTP, and what their answers are before a provider's own words are read.
 *
 * <p>Others use {@link ProviderAnswers} and {@link ProviderClients}.
 */
@NullMarked
package dev.countermand.payment.provider.client;

import org.jspecify.annotations.NullMarked;
