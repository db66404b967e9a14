package dev.countermand.shipment;

import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Told, in the transaction that has the order locked, that the carrier has moved a parcel of it for the first time. It
 * may change the order; the caller saves it afterwards.
 */
public interface CarrierObserver {

    Uni<Void> accepted(Order order, Shipment shipment, Instant now);
}
