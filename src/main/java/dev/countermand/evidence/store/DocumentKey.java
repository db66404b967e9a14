package dev.countermand.evidence.store;

import java.util.UUID;

/** Which document of which order. */
public record DocumentKey(String orderId, UUID id) {}
