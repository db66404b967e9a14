package dev.countermand.simulation;

import dev.countermand.tracking.event.ParcelHistory;
import java.time.Instant;

/**
 * What a carrier says of a number.
 *
 * @param reportedAt when it says so; {@link ParcelHistory.Event#occurredAt} is when it says that it was
 */
record Report(ParcelHistory.Event event, Instant reportedAt) {}
