package dev.countermand.shipment;

import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Told, in the transaction that has the order locked, that a shipment was declared; what the carrier had said of its number
 * before is known already. It may change the order, and saves it then.
 */
public interface DeclarationObserver {

    Uni<Void> declared(Order order, Shipment shipment, Instant now);
}
