package dev.countermand.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * A seller is asked for evidence of a shipment.
 *
 * @param dueAt without evidence by then the complaint stands; a freeze moves it on (A25)
 */
record EvidenceDemand(UUID id, String orderId, UUID shipmentId, String demandedBy, Instant demandedAt, Instant dueAt) {}
