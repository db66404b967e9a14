package dev.countermand.order;

import org.jspecify.annotations.Nullable;

/**
 * Where a parcel goes.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record Address(
        String country, String postalCode, @Nullable String city) {}
