package dev.countermand.http;

import dev.countermand.kernel.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What makes one POST the same as another.
 *
 * @param target method and path
 * @param idempotencyKey from {@code Idempotency-Key}
 */
public record Call(Caller caller, String target, @Nullable String idempotencyKey) {}
