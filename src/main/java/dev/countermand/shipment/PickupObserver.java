package dev.countermand.shipment;

import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * Told, in the transaction that has the order locked, that a parcel of it is out for delivery or waits to be fetched, or
 * went back. It may be told again, and does not change the order.
 */
public interface PickupObserver {

    Uni<Void> ready(Order order, Instant since);

    /** The carrier has said that a parcel went back to the sender; these are all of the order. */
    Uni<Void> returned(Order order, List<Shipment> parcels);
}
