package dev.countermand.cancellation;

import java.time.Instant;
import java.util.UUID;

/** A request against which a shipment was declared (A13), and when it was made. */
public record ContestedRequest(UUID id, Instant requestedAt) {}
