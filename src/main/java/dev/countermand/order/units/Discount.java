package dev.countermand.order.units;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Why a line costs less than its units do one by one.
 *
 * @param id the marketplace's name for it, such as a voucher's code
 * @param amount in minor units of the order's currency
 */
@RegisterForReflection
public record Discount(@Nullable String id, String description, long amount) {}
