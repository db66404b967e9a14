package dev.countermand.payment.news;

import dev.countermand.payment.provider.ProviderNews;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a provider told, as it was kept.
 *
 * @param orderId of the order that it is about; null while nobody knows
 */
public record Told(String provider, @Nullable String orderId, ProviderNews news) {}
