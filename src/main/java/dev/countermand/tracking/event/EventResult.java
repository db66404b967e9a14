package dev.countermand.tracking.event;

import org.jspecify.annotations.Nullable;

/**
 * The result for one event of a batch.
 *
 * @param id as it was sent; empty where it could not be read
 * @param problem why it was rejected, with the fields by their path in the batch
 */
public record EventResult(
        String id, EventOutcome result, @Nullable String problem) {}
