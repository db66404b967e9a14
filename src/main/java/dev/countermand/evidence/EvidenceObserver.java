package dev.countermand.evidence;

import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/**
 * Told, in the transaction that has the order locked, that the seller has given a document for a shipment. It may change
 * the order, and saves it then.
 */
public interface EvidenceObserver {

    Uni<Void> given(Order order, UUID evidenceId, Instant now);
}
